package dev.rialto.session;

import dev.rialto.access.Identity;
import dev.rialto.route.Router;
import dev.rialto.time.Scheduler;
import dev.rialto.topic.InvalidTopicException;
import dev.rialto.topic.TopicName;
import dev.rialto.wire.Message;
import dev.rialto.wire.Payload;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Who is connected: a retained message for each client while it is there, cleared by an empty one
 * when it leaves. A client that takes its identifier over leaves first and joins then. Any thread
 * may call.
 */
public final class Presence {
  /** What all of its topics begin with. */
  public static final String PREFIX = "$presence/";

  private static final Logger LOG = System.getLogger(Presence.class.getName());

  private static final Properties JSON =
      Properties.builder()
          .put(Property.PAYLOAD_FORMAT_INDICATOR, 1)
          .put(Property.CONTENT_TYPE, "application/json")
          .build();

  private final boolean on;
  private final Scheduler clock;
  private final Mailbox<Message> news;
  private final Map<String, Connection> present = new HashMap<>(); // guarded by this

  Presence(boolean on, Router router, Scheduler clock) {
    this.on = on;
    this.clock = clock;
    news = new Mailbox<>(router::announce, () -> {});
  }

  /**
   * Where a client's presence is. Its identifier is one level: everything but letters, digits, and
   * {@code - . _ ~} is percent-encoded, as UTF-8 (RFC 3986 section 2.1).
   *
   * @throws InvalidTopicException when that is longer than a topic name can be
   */
  public static TopicName topic(String clientId) throws InvalidTopicException {
    StringBuilder topic = new StringBuilder(PREFIX);
    for (byte each : clientId.getBytes(StandardCharsets.UTF_8)) {
      if (isPlain(each)) {
        topic.append((char) each);
      } else {
        topic.append("%%%02X".formatted(each & 0xFF));
      }
    }
    return TopicName.of(topic.toString());
  }

  private static boolean isPlain(byte character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || "-._~".indexOf(character) >= 0;
  }

  /** A client's session has that connection; before {@link #left} can be called for it. */
  void joined(Connection connection) {
    if (!on) {
      return;
    }
    boolean due = false;
    synchronized (this) { // in the order of the news
      try {
        TopicName topic = topic(connection.permit().identity().clientId());
        if (present.put(topic.value(), connection) != null) {
          due = news.add(new Message(topic, Payload.EMPTY));
        }
        due |= news.add(new Message(topic, Payload.of(describe(connection)), JSON));
      } catch (InvalidTopicException e) { // an identifier of some 20,000 characters
        LOG.log(Level.INFO, "A client is not shown as present: {0}.", e.getMessage());
      }
    }
    if (due) {
      news.handle();
    }
  }

  /** The connection is gone; nothing happens if another one has taken its place. */
  void left(Connection connection) {
    if (!on) {
      return;
    }
    boolean due = false;
    synchronized (this) {
      try {
        TopicName topic = topic(connection.permit().identity().clientId());
        if (present.remove(topic.value(), connection)) {
          due = news.add(new Message(topic, Payload.EMPTY));
        }
      } catch (InvalidTopicException e) {
        return; // it was never shown
      }
    }
    if (due) {
      news.handle();
    }
  }

  private String describe(Connection connection) {
    Identity identity = connection.permit().identity();
    StringBuilder json = new StringBuilder("{\"clientId\":");
    quote(identity.clientId(), json);
    if (!identity.isAnonymous()) {
      quote(identity.userName(), json.append(",\"userName\":"));
    }
    return json.append(",\"since\":\"")
        .append(Instant.ofEpochMilli(clock.wallClock()))
        .append("\",\"kind\":\"")
        .append(connection.kind().name().toLowerCase(Locale.ROOT))
        .append("\"}")
        .toString();
  }

  /** RFC 8259 section 7. */
  private static void quote(String text, StringBuilder json) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }
}
