package dev.rialto.wire;

import dev.rialto.topic.TopicName;
import java.util.Arrays;

/**
 * The topic names that one client has given numbers (MQTT 5.0 section 3.3.2.3.4). As long as its
 * connection; used by one thread at a time.
 */
final class InboundAliases {
  /** Of who has none. */
  static final InboundAliases NONE = new InboundAliases(0);

  private final int maximum;
  private TopicName[] topics = {};

  InboundAliases(int maximum) {
    this.maximum = maximum;
  }

  /** The topic that a message with an alias goes to; a name with it is remembered. */
  TopicName resolve(String name, Properties properties) throws MalformedPacketException {
    int alias = (int) properties.number(Property.TOPIC_ALIAS, 0);
    if (alias == 0 || alias > maximum) {
      throw new MalformedPacketException(Malformation.TOPIC_ALIAS_INVALID);
    }
    if (!name.isEmpty()) {
      TopicName topic = PublishDecoder.topic(name);
      if (alias > topics.length) {
        topics = Arrays.copyOf(topics, alias); // no more than its client has made use of
      }
      topics[alias - 1] = topic;
      return topic;
    }
    TopicName known = alias <= topics.length ? topics[alias - 1] : null;
    if (known == null) {
      throw new MalformedPacketException(Malformation.TOPIC_ALIAS_UNKNOWN);
    }
    return known;
  }
}
