package dev.rialto.wire;

/** CONNECT (MQTT 3.1.1 section 3.1; MQTT 3.1 section 3.1, which reserves less). */
final class ConnectDecoder {
  private static final int RESERVED = 0x01;
  static final int CLEAN_SESSION = 0x02;
  static final int WILL = 0x04;
  static final int WILL_RETAIN = 0x20;
  static final int PASSWORD = 0x40;
  static final int USER_NAME = 0x80;

  private ConnectDecoder() {}

  static Packet.Connect decode(Body body) throws MalformedPacketException {
    ProtocolVersion version = version(body.text(), body.u8());
    int flags = body.u8();
    if (version != ProtocolVersion.MQTT_3_1) {
      check(flags);
    }
    int keepAlive = body.u16();
    String clientId = body.text();
    Packet.WillMessage will = (flags & WILL) == 0 ? null : will(flags, body);
    // MQTT 3.1: where the packet ends before them, the flags are not to be believed (section 3.1)
    boolean lenient = version == ProtocolVersion.MQTT_3_1;
    String userName = given(flags & USER_NAME, lenient, body) ? body.text() : null;
    Payload password = given(flags & PASSWORD, lenient, body) ? body.binary() : null;
    if (password != null && userName == null) { // not valid in MQTT 3.1 either (section 3.1)
      throw new MalformedPacketException(Malformation.PASSWORD_WITHOUT_USER_NAME);
    }
    return new Packet.Connect(
        version, clientId, (flags & CLEAN_SESSION) != 0, keepAlive, will, userName, password);
  }

  private static ProtocolVersion version(String name, int level) throws MalformedPacketException {
    boolean nameKnown = false;
    for (ProtocolVersion version : ProtocolVersion.values()) {
      if (version.protocolName().equals(name)) {
        nameKnown = true;
        if (version.level() == level) {
          return version;
        }
      }
    }
    throw new MalformedPacketException(
        nameKnown ? Malformation.PROTOCOL_LEVEL_UNSUPPORTED : Malformation.PROTOCOL_NAME_UNKNOWN);
  }

  private static void check(int flags) throws MalformedPacketException {
    if ((flags & RESERVED) != 0) {
      throw new MalformedPacketException(Malformation.CONNECT_FLAG_RESERVED);
    }
    if ((flags & WILL) == 0 && (willQos(flags) != 0 || (flags & WILL_RETAIN) != 0)) {
      throw new MalformedPacketException(Malformation.WILL_FLAGS_WITHOUT_WILL);
    }
    if ((flags & USER_NAME) == 0 && (flags & PASSWORD) != 0) {
      throw new MalformedPacketException(Malformation.PASSWORD_WITHOUT_USER_NAME);
    }
  }

  private static Packet.WillMessage will(int flags, Body body) throws MalformedPacketException {
    if (willQos(flags) == 3) {
      throw new MalformedPacketException(Malformation.WILL_QOS_RESERVED);
    }
    Message message = new Message(PublishDecoder.topic(body.text()), body.binary());
    return new Packet.WillMessage(message, Qos.of(willQos(flags)), (flags & WILL_RETAIN) != 0);
  }

  private static int willQos(int flags) {
    return flags >> 3 & 3;
  }

  private static boolean given(int flag, boolean lenient, Body body) {
    return flag != 0 && (!lenient || body.remaining() > 0);
  }
}
