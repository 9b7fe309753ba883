package dev.rialto.wire;

/** PUBLISH (section 3.3). The first byte and the identifier are put in per delivery. */
final class PublishEncoder {
  static final byte FIRST_BYTE = 0x30;

  private static final int ID = 2;

  private PublishEncoder() {}

  /** As all recipients share it. */
  static byte[] encode(Message message, boolean hasId, boolean hasProperties) {
    return encode(
        message.topic().value(),
        hasId,
        hasProperties ? message.properties() : null,
        message.payload());
  }

  /**
   * For one recipient.
   *
   * @param topic empty where an alias stands for it
   * @param properties all of them, or {@code null} for a version that has none
   */
  static byte[] encode(String topic, boolean hasId, Properties properties, Payload payload) {
    Fields fields = new Fields().text(topic);
    if (hasId) {
      fields.u16(0);
    }
    if (properties != null) {
      PropertyEncoder.encode(properties, fields);
    }
    return fields.raw(payload.toBytes()).packet(FIRST_BYTE);
  }

  /** Puts the flags and the identifier of a delivery into a copy of an encoding. */
  static void patch(Delivery delivery, byte[] packet, int at) {
    packet[at] = (byte) delivery.firstByte();
    if (delivery.packetId() != 0) {
      int topic = at + 1;
      while (packet[topic++] < 0) {} // over the remaining length
      int length = (packet[topic] & 0xFF) << 8 | (packet[topic + 1] & 0xFF);
      int id = topic + ID + length;
      packet[id] = (byte) (delivery.packetId() >> 8);
      packet[id + 1] = (byte) delivery.packetId();
    }
  }
}
