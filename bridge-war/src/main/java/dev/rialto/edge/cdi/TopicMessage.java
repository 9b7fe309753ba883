package dev.rialto.edge.cdi;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rialto.wire.Message;
import dev.rialto.wire.Property;
import dev.rialto.wire.UserProperty;
import java.util.Optional;

/** A message that was published. Immutable. */
public final class TopicMessage {
  private final Message message;
  private final boolean retained;

  TopicMessage(Message message, boolean retained) {
    this.message = message;
    this.retained = retained;
  }

  /** The topic name. */
  public String topic() {
    return message.topic().value();
  }

  /** The payload; a copy. */
  public byte[] bytes() {
    return message.payload().toBytes();
  }

  /** The payload as UTF-8; what isn't becomes U+FFFD. */
  public String text() {
    return new String(bytes(), UTF_8);
  }

  /** Whether it was published before, and has been kept for who subscribes later. */
  public boolean isRetained() {
    return retained;
  }

  /** What its publisher calls the type of the payload. */
  public Optional<String> contentType() {
    return Optional.ofNullable(message.properties().text(Property.CONTENT_TYPE));
  }

  /** The first user property of that name. */
  public Optional<String> userProperty(String name) {
    return message.properties().userProperties().stream()
        .filter(property -> property.name().equals(name))
        .map(UserProperty::value)
        .findFirst();
  }

  /** For the log: without the payload. */
  @Override
  public String toString() {
    return message.topic() + ", " + message.payload().length() + " bytes";
  }
}
