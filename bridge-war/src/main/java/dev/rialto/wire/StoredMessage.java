package dev.rialto.wire;

import java.nio.charset.StandardCharsets;

/** Messages as a store keeps them: the bytes of a PUBLISH of MQTT 5.0, with QoS 0. */
public final class StoredMessage {
  private StoredMessage() {}

  /** The bytes of a message; the caller must not change them. */
  public static byte[] bytes(Message message) {
    return message.encoding(false, true);
  }

  /** The topic name in such bytes, which begin there and are known to be whole. */
  public static String topic(byte[] bytes, int at) {
    int topic = at + 1;
    while (bytes[topic++] < 0) {} // over the remaining length
    int length = (bytes[topic] & 0xFF) << 8 | (bytes[topic + 1] & 0xFF);
    return new String(bytes, topic + 2, length, StandardCharsets.UTF_8);
  }

  /** The message that such bytes are. */
  public static Message read(byte[] bytes) throws MalformedPacketException {
    int body = 1;
    while (bytes[body++] < 0) {} // over the remaining length
    Body fields = new Body(bytes, body);
    return PublishDecoder.decode(bytes, fields, ProtocolVersion.MQTT_5, InboundAliases.NONE)
        .message();
  }
}
