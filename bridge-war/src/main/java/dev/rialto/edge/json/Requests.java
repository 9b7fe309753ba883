package dev.rialto.edge.json;

import dev.rialto.history.Offset;
import dev.rialto.topic.InvalidTopicException;
import dev.rialto.topic.TopicFilter;
import dev.rialto.topic.TopicName;
import dev.rialto.wire.Message;
import dev.rialto.wire.Payload;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.Qos;
import dev.rialto.wire.RetainHandling;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.util.List;

/**
 * Reads what a client sends: one object, or an array of them. Never throws: what is wrong with an
 * object becomes its {@link Refusal}. Any thread may call.
 */
public final class Requests {
  private static final JsonProvider JSON = JsonProvider.provider();
  private static final int LONGEST_BATCH = 1_000;
  private static final int LONGEST_ID = 64;
  private static final long LONGEST_TIME = 0xFFFF_FFFFL; // seconds: four bytes in MQTT
  private static final int MOST_OF_A_TOPIC = 1_000_000; // as many as a rule of the history can keep
  private static final String JSON_TYPE = "application/json";

  private final int deepest;

  /**
   * Reads with a limit.
   *
   * @param deepest how deep a request may be nested, itself included
   */
  public Requests(int deepest) {
    this.deepest = deepest;
  }

  /** What is in a text message, in its order. */
  public List<ClientMessage> in(String text) {
    if (Depth.of(text) > deepest) { // before anything that is recursive
      return refused("too-deep", "It is nested deeper than " + deepest + " levels.");
    }
    JsonValue value;
    try (JsonParser parser = JSON.createParser(new StringReader(text))) {
      parser.next();
      value = parser.getValue();
      if (parser.hasNext()) { // throws if anything follows
        parser.next();
      }
    } catch (RuntimeException e) { // a parser has many words for it, some of them not JSON's own
      return refused("malformed-json", "It is not JSON.");
    }
    if (!(value instanceof JsonArray batch)) {
      return List.of(request(value));
    }
    if (batch.size() > LONGEST_BATCH) {
      return refused(
          RefusedException.BAD_REQUEST, "An array has at most " + LONGEST_BATCH + " messages.");
    }
    return batch.stream().map(Requests::request).toList();
  }

  private static List<ClientMessage> refused(String code, String sentence) {
    return List.of(new Refusal(null, code, sentence));
  }

  private static ClientMessage request(JsonValue value) {
    if (!(value instanceof JsonObject object)) {
      return new Refusal(null, RefusedException.BAD_REQUEST, "A message is a JSON object.");
    }
    JsonValue id = null;
    try {
      id = id(object);
      return request(id, new Fields(object));
    } catch (RefusedException e) {
      return new Refusal(id, e.code(), e.getMessage());
    }
  }

  private static JsonValue id(JsonObject object) throws RefusedException {
    JsonValue id = object.get("id");
    if (id == null
        || (id instanceof JsonString text && text.getString().length() <= LONGEST_ID)
        || (id instanceof JsonNumber number && number.toString().length() <= LONGEST_ID)) {
      return id;
    }
    throw new RefusedException(
        "The field id must be a string or a number of at most " + LONGEST_ID + " characters.");
  }

  private static Request request(JsonValue id, Fields fields) throws RefusedException {
    String type = fields.neededText("type");
    return switch (type) {
      case "connect" -> connect(id, fields);
      case "subscribe" -> subscribe(id, fields);
      case "unsubscribe" -> new Request.Unsubscribe(id, filter(fields));
      case "publish" -> publish(id, fields);
      case "ack" -> {
        if (!fields.has("ack")) {
          throw new RefusedException("The field ack is missing.");
        }
        yield new Request.Ack(id, (int) fields.number("ack", 1, 65_535, 0));
      }
      case "presence" -> new Request.Presence(id, fields.text("filter"), fields.flag("on", true));
      case "ping" -> new Request.Ping(id);
      default -> throw new RefusedException("unknown-type", "There is no such type of message.");
    };
  }

  private static Request connect(JsonValue id, Fields fields) throws RefusedException {
    String userName = fields.text("userName");
    String password = fields.text("password");
    String token = fields.text("token");
    if (token != null && (userName != null || password != null)) {
      throw new RefusedException("The field token stands alone, without userName and password.");
    }
    String secret = token == null ? password : token;
    String clientId = fields.text("clientId");
    return new Request.Connect(
        id,
        userName,
        secret == null ? null : Payload.of(secret),
        clientId == null ? "" : clientId,
        fields.number("session", 0, LONGEST_TIME, 0),
        fields.flag("fresh", false));
  }

  private static Request subscribe(JsonValue id, Fields fields) throws RefusedException {
    TopicFilter filter = filter(fields);
    boolean goesBack = fields.has("last") || fields.has("since");
    if (fields.has("last") && fields.has("since")) {
      throw new RefusedException("The fields last and since exclude each other.");
    }
    if (goesBack && filter.isShared()) {
      throw new RefusedException("The fields last and since are not for shared subscriptions.");
    }
    return new Request.Subscribe(
        id,
        filter,
        qos(fields),
        retained(fields, goesBack),
        (int) fields.number("last", 1, MOST_OF_A_TOPIC, 0),
        since(fields));
  }

  private static RetainHandling retained(Fields fields, boolean goesBack) throws RefusedException {
    String wanted = fields.text("retained");
    if (wanted == null) { // what is retained is in the history, mostly
      return goesBack ? RetainHandling.DO_NOT_SEND : RetainHandling.SEND;
    }
    return switch (wanted) {
      case "yes" -> RetainHandling.SEND;
      case "new" -> RetainHandling.SEND_IF_NEW;
      case "no" -> RetainHandling.DO_NOT_SEND;
      default -> throw new RefusedException("The field retained must be yes, new or no.");
    };
  }

  private static Offset since(Fields fields) throws RefusedException {
    String since = fields.text("since");
    if (since == null) {
      return null;
    }
    return Offset.parse(since)
        .orElseThrow(() -> new RefusedException("The field since must be an offset."));
  }

  private static Qos qos(Fields fields) throws RefusedException {
    return Qos.of((int) fields.number("qos", 0, 1, 1));
  }

  private static TopicFilter filter(Fields fields) throws RefusedException {
    try {
      return TopicFilter.of(fields.neededText("filter"));
    } catch (InvalidTopicException e) {
      throw new RefusedException(
          "topic-filter-invalid", "The filter is not valid: " + e.getMessage() + ".");
    }
  }

  private static TopicName topic(String field, String value) throws RefusedException {
    try {
      return TopicName.of(value);
    } catch (InvalidTopicException e) {
      throw new RefusedException(
          "topic-name-invalid", "The field " + field + " is no topic: " + e.getMessage() + ".");
    }
  }

  private static Request publish(JsonValue id, Fields fields) throws RefusedException {
    TopicName topic = topic("topic", fields.neededText("topic"));
    if (fields.has("value") == fields.has("base64")) {
      throw new RefusedException("There must be exactly one of the fields value and base64.");
    }
    Properties.Builder properties = Properties.builder();
    Payload payload = fields.bytes("base64");
    String type = fields.text("contentType");
    if (payload == null) {
      JsonValue value = fields.value("value");
      if (value instanceof JsonString text) {
        payload = Fields.utf8("value", text.getString());
      } else {
        payload = Fields.utf8("value", value.toString());
        type = type == null ? JSON_TYPE : type;
      }
    }
    if (type != null) {
      properties.put(Property.CONTENT_TYPE, type);
    }
    properties(fields, properties);
    return new Request.Publish(
        id,
        new Message(topic, payload, properties.build()),
        qos(fields),
        fields.flag("retain", false));
  }

  private static void properties(Fields fields, Properties.Builder properties)
      throws RefusedException {
    String response = fields.text("responseTopic");
    if (response != null) {
      properties.put(Property.RESPONSE_TOPIC, topic("responseTopic", response).value());
    }
    Payload correlation = fields.shortBytes("correlation");
    if (correlation != null) {
      properties.put(Property.CORRELATION_DATA, correlation);
    }
    if (fields.has("expiry")) {
      properties.put(Property.MESSAGE_EXPIRY_INTERVAL, fields.number("expiry", 0, LONGEST_TIME, 0));
    }
    fields.pairs("userProperties", properties::user);
  }
}
