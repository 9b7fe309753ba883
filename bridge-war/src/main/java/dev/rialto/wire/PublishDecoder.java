package dev.rialto.wire;

import dev.rialto.topic.InvalidTopicException;
import dev.rialto.topic.TopicName;

/** PUBLISH (MQTT 3.1.1 section 3.3). */
final class PublishDecoder {
  private static final int DUPLICATE = 8;
  private static final int RETAIN = 1;

  private PublishDecoder() {}

  static Packet.Publish decode(byte[] packet, Body body) throws MalformedPacketException {
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
    TopicName topic = topic(body.text());
    int packetId = qosBits == 0 ? 0 : body.packetId();
    Payload payload = body.rest();
    Message message =
        shortest ? new Message(topic, payload, packet, packetId != 0) : new Message(topic, payload);
    boolean retain = (flags & RETAIN) != 0;
    return new Packet.Publish(message, new Delivery(Qos.of(qosBits), duplicate, retain, packetId));
  }

  static TopicName topic(String name) throws MalformedPacketException {
    try {
      return TopicName.of(name);
    } catch (InvalidTopicException e) {
      throw new MalformedPacketException(Malformation.TOPIC_NAME_INVALID);
    }
  }
}
