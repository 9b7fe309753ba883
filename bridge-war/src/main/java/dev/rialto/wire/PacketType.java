package dev.rialto.wire;

/** The packet types, and what the low four bits of their first byte must be (section 2.2). */
public enum PacketType {
  CONNECT(0),
  CONNACK(0),
  PUBLISH(PacketType.ANY), // its flags mean something
  PUBACK(0),
  PUBREC(0),
  PUBREL(2),
  PUBCOMP(0),
  SUBSCRIBE(2),
  SUBACK(0),
  UNSUBSCRIBE(2),
  UNSUBACK(0),
  PINGREQ(0),
  PINGRESP(0),
  DISCONNECT(0);

  private static final int ANY = -1;
  private static final int DUPLICATE = 8;
  private static final PacketType[] VALUES = values();

  private final int flags;

  PacketType(int flags) {
    this.flags = flags;
  }

  /** The type of a first byte, if its flags are as they must be. */
  static PacketType of(int firstByte, ProtocolVersion version) throws MalformedPacketException {
    int value = firstByte >> 4 & 0xF;
    if (value == 0 || value > VALUES.length) {
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
    return (byte) (ordinal() + 1 << 4 | flags);
  }
}
