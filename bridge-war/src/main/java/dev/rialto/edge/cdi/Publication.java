package dev.rialto.edge.cdi;

import dev.rialto.topic.InvalidTopicException;
import dev.rialto.topic.TopicName;
import dev.rialto.wire.Message;
import dev.rialto.wire.Payload;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;

/** Something to publish, with QoS 1. Immutable. */
public final class Publication {
  private final String topic;
  private final Payload payload;
  private final Properties properties;
  private final boolean retain;

  private Publication(String topic, Payload payload, Properties properties, boolean retain) {
    this.topic = topic;
    this.payload = payload;
    this.properties = properties;
    this.retain = retain;
  }

  /** A text, in UTF-8. */
  public static Publication of(String topic, String text) {
    return new Publication(topic, Payload.of(text), Properties.NONE, false);
  }

  /** Bytes, which are copied. */
  public static Publication of(String topic, byte[] bytes) {
    Payload payload = new Payload(bytes.clone(), 0, bytes.length);
    return new Publication(topic, payload, Properties.NONE, false);
  }

  /** The same, to be kept for those who subscribe later; an empty one clears what is kept. */
  public Publication retained() {
    return new Publication(topic, payload, properties, true);
  }

  /** The same, with the type of its payload, such as {@code application/json}. */
  public Publication contentType(String type) {
    return with(Properties.of(Property.CONTENT_TYPE, type));
  }

  /** The same, with one more user property. */
  public Publication userProperty(String name, String value) {
    return with(Properties.builder().user(name, value).build());
  }

  private Publication with(Properties more) {
    return new Publication(topic, payload, properties.and(more), retain);
  }

  Message message() throws InvalidTopicException {
    return new Message(TopicName.of(topic), payload, properties);
  }

  boolean isRetained() {
    return retain;
  }
}
