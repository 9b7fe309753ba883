package dev.rialto.edge.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rialto.edge.client.Answer;
import dev.rialto.history.Offset;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Payload;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Writes what the server sends, each as the text of one object. Any thread may call. */
public final class Replies {
  private static final JsonProvider JSON = JsonProvider.provider();
  private static final int DEEPEST = 64; // of others' JSON that is given on as such

  private Replies() {}

  private static JsonObjectBuilder reply(String type, JsonValue id) {
    JsonObjectBuilder reply = JSON.createObjectBuilder().add("type", type);
    return id == null ? reply : reply.add("id", id);
  }

  /** It is done. */
  public static String ok(JsonValue id) {
    return reply("ok", id).build().toString();
  }

  /**
   * The client is connected.
   *
   * @param session seconds for which its session is kept
   * @param epoch of the history's offsets
   */
  public static String connected(
      JsonValue id, String clientId, boolean resumed, long session, String epoch) {
    return reply("ok", id)
        .add("clientId", clientId)
        .add("resumed", resumed)
        .add("session", session)
        .add("epoch", epoch)
        .build()
        .toString();
  }

  /**
   * It has subscribed.
   *
   * @param qos that was granted
   * @param offset before the first message that comes
   * @param gap whether it has missed more than the history has
   */
  public static String subscribed(JsonValue id, int qos, Offset offset, boolean gap) {
    JsonObjectBuilder reply = reply("ok", id).add("qos", qos).add("offset", offset.toString());
    return (gap ? reply.add("gap", true) : reply).build().toString();
  }

  /** There is somebody. */
  public static String pong(JsonValue id) {
    return reply("pong", id).build().toString();
  }

  /** It was not as it must be. */
  public static String error(Refusal refusal) {
    return error(refusal.id(), refusal.code(), refusal.sentence());
  }

  /** Something failed that has no reason in MQTT. */
  public static String error(JsonValue id, String code, String sentence) {
    return reply("error", id).add("code", code).add("sentence", sentence).build().toString();
  }

  /** The engine refused it, or has ended the connection. */
  public static String error(JsonValue id, Answer answer) {
    return reply("error", id)
        .add("code", answer.code())
        .add("sentence", sentence(answer))
        .add("reason", answer.reason().value())
        .build()
        .toString();
  }

  private static String sentence(Answer answer) {
    String sentence = answer.sentence().isEmpty() ? answer.reason().toString() : answer.sentence();
    return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1) + ".";
  }

  /**
   * A message.
   *
   * @param own flags and number of this delivery
   * @param offset its place in the history, or {@code null}
   */
  public static String message(Message message, Delivery own, Offset offset) {
    JsonObjectBuilder reply =
        JSON.createObjectBuilder().add("type", "message").add("topic", message.topic().value());
    value(message, reply);
    reply.add("qos", own.qos().value());
    if (own.retain()) {
      reply.add("retain", true);
    }
    if (own.duplicate()) {
      reply.add("dup", true);
    }
    if (own.packetId() > 0) {
      reply.add("ack", own.packetId());
    }
    if (offset != null) {
      reply.add("offset", offset.toString());
    }
    properties(message.properties().and(own.properties()), reply);
    return reply.build().toString();
  }

  /**
   * Who is there, or comes or goes.
   *
   * @param level of the topic that says so: a client identifier, percent-encoded
   * @param description of the client, a JSON object; empty when it has left
   * @param here whether it was there before
   */
  public static String presence(String level, Payload description, boolean here) {
    String state = description.isEmpty() ? "leave" : here ? "here" : "join";
    JsonObjectBuilder reply =
        JSON.createObjectBuilder()
            .add("type", "presence")
            .add("clientId", URLDecoder.decode(level, UTF_8)) // which has no plus signs
            .add("state", state);
    if (parsed(new String(description.toBytes(), UTF_8)) instanceof JsonObject client) {
      for (String name : List.of("userName", "since", "kind")) {
        if (client.containsKey(name)) {
          reply.add(name, client.get(name));
        }
      }
    }
    return reply.build().toString();
  }

  private static void value(Message message, JsonObjectBuilder reply) {
    Payload payload = message.payload();
    if (!payload.isText()) {
      reply.add("base64", Base64.getEncoder().encodeToString(payload.toBytes()));
      return;
    }
    String text = new String(payload.toBytes(), UTF_8);
    JsonValue json = isJson(message.properties()) ? parsed(text) : null;
    if (json == null) {
      reply.add("value", text);
    } else {
      reply.add("value", json);
    }
  }

  /** By its content type, whatever its parameters (RFC 8259 section 11 has none). */
  private static boolean isJson(Properties properties) {
    String type = properties.text(Property.CONTENT_TYPE);
    return type != null && type.split(";", 2)[0].strip().equalsIgnoreCase("application/json");
  }

  /** {@code null} if it isn't what its content type says, or nobody should read it recursively. */
  private static JsonValue parsed(String text) {
    if (Depth.of(text) > DEEPEST) {
      return null;
    }
    try (JsonParser parser = JSON.createParser(new StringReader(text))) {
      parser.next();
      JsonValue value = parser.getValue();
      return parser.hasNext() ? null : value;
    } catch (RuntimeException e) { // of whichever class
      return null;
    }
  }

  private static void properties(Properties properties, JsonObjectBuilder reply) {
    String type = properties.text(Property.CONTENT_TYPE);
    if (type != null) {
      reply.add("contentType", type);
    }
    String response = properties.text(Property.RESPONSE_TOPIC);
    if (response != null) {
      reply.add("responseTopic", response);
    }
    Payload correlation = properties.binary(Property.CORRELATION_DATA);
    if (correlation != null) {
      reply.add("correlation", Base64.getEncoder().encodeToString(correlation.toBytes()));
    }
    if (properties.has(Property.MESSAGE_EXPIRY_INTERVAL)) {
      reply.add("expiry", properties.number(Property.MESSAGE_EXPIRY_INTERVAL, 0));
    }
    if (!properties.userProperties().isEmpty()) {
      JsonArrayBuilder pairs = JSON.createArrayBuilder();
      properties
          .userProperties()
          .forEach(each -> pairs.add(JSON.createArrayBuilder().add(each.name()).add(each.value())));
      reply.add("userProperties", pairs);
    }
  }
}
