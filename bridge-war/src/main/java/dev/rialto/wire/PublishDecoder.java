package dev.rialto.wire;

import dev.rialto.topic.InvalidTopicException;
import dev.rialto.topic.TopicName;

/** PUBLISH (section 3.3). */
final class PublishDecoder {
  private static final int DUPLICATE = 8;
  private static final int RETAIN = 1;

  private PublishDecoder() {}

  static Packet.Publish decode(
      byte[] packet, Body body, ProtocolVersion version, InboundAliases aliases)
      throws MalformedPacketException {
    int flags = packet[0];
    int qosBits = flags >> 1 & 3;
    if (qosBits == 3) {
      throw new MalformedPacketException(Malformation.PUBLISH_QOS_RESERVED);
    }
    boolean duplicate = (flags & DUPLICATE) != 0;
    if (duplicate && qosBits == 0) {
      throw new MalformedPacketException(Malformation.PUBLISH_DUP_WITHOUT_QOS);
    }
    // A length with needless bytes is allowed, but not passed on: some subscribers would close on
    // it
    boolean shortest = body.position() == 2 || packet[body.position() - 1] != 0;
    String name = body.text();
    int packetId = qosBits == 0 ? 0 : body.packetId();
    Properties properties = body.properties(version, Property.Place.PUBLISH);
    boolean aliased = properties.has(Property.TOPIC_ALIAS);
    TopicName topic = aliased ? aliases.resolve(name, properties) : named(name, version);
    Properties ours = properties.only(Property.SUBSCRIPTION_IDENTIFIER);
    boolean shared = !aliased && ours.isEmpty(); // with whoever gets the message
    Message message =
        new Message(topic, body.rest(), shared ? properties : forSubscribers(properties));
    if (shared && shortest) {
      message.readFrom(packet, packetId != 0, version);
    }
    boolean retain = (flags & RETAIN) != 0;
    return new Packet.Publish(
        message, new Delivery(Qos.of(qosBits), duplicate, retain, packetId, ours));
  }

  private static Properties forSubscribers(Properties all) {
    return all.without(Property.TOPIC_ALIAS, Property.SUBSCRIPTION_IDENTIFIER);
  }

  private static TopicName named(String name, ProtocolVersion version)
      throws MalformedPacketException {
    if (name.isEmpty() && version.hasProperties()) {
      throw new MalformedPacketException(Malformation.TOPIC_ALIAS_UNKNOWN);
    }
    return topic(name);
  }

  static TopicName topic(String name) throws MalformedPacketException {
    try {
      return TopicName.of(name);
    } catch (InvalidTopicException e) {
      throw new MalformedPacketException(Malformation.TOPIC_NAME_INVALID);
    }
  }
}
