package dev.rialto.wire;

/** The packet types, and what the low four bits of their first byte must be (section 2.2). */
public enum PacketType {
  CONNECT(1, PacketType.ANY), // reserved since MQTT 3.1.1, which the packet has yet to say
  CONNACK(2, 0),
  PUBLISH(3, PacketType.ANY), // its flags mean something
  PUBACK(4, 0),
  PUBREC(5, 0),
  PUBREL(6, 2),
  PUBCOMP(7, 0),
  SUBSCRIBE(8, 2),
  SUBACK(9, 0),
  UNSUBSCRIBE(10, 2),
  UNSUBACK(11, 0),
  PINGREQ(12, 0),
  PINGRESP(13, 0),
  DISCONNECT(14, 0),
  /** MQTT 5.0 only. */
  AUTH(15, 0);

  private static final int ANY = -1;
  private static final int DUPLICATE = 8;
  private static final PacketType[] VALUES = values();

  private final int value;
  private final int flags;

  PacketType(int value, int flags) {
    this.value = value;
    this.flags = flags;
  }

  /** The type of a first byte, if its flags are as they must be. */
  static PacketType of(int firstByte, ProtocolVersion version) throws MalformedPacketException {
    int value = firstByte >> 4 & 0xF;
    if (value == 0 || (value == AUTH.value && !version.hasProperties())) {
      throw new MalformedPacketException(Malformation.PACKET_TYPE_RESERVED);
    }
    PacketType type = VALUES[value - 1];
    int given = firstByte & 0xF;
    if (version == ProtocolVersion.MQTT_3_1 && type.flags == 2) {
      given &= ~DUPLICATE; // MQTT 3.1 repeats PUBREL, SUBSCRIBE and UNSUBSCRIBE with DUP set
    }
    if (type.flags != ANY && type.flags != given) {
      throw new MalformedPacketException(Malformation.FLAGS_RESERVED);
    }
    return type;
  }

  /** The first byte of a packet of this type; not of a PUBLISH, whose flags vary. */
  byte firstByte() {
    return (byte) (value << 4 | Math.max(flags, 0));
  }
}
