package dev.rialto.wire;

/** CONNECT (section 3.1; MQTT 3.1 reserves less). */
final class ConnectDecoder {
  private static final int RESERVED = 0x01;
  static final int CLEAN_START = 0x02;
  static final int WILL = 0x04;
  static final int WILL_RETAIN = 0x20;
  static final int PASSWORD = 0x40;
  static final int USER_NAME = 0x80;

  private ConnectDecoder() {}

  static Packet.Connect decode(byte firstByte, Body body) throws MalformedPacketException {
    ProtocolVersion version = version(body.text(), body.u8());
    try {
      if (firstByte != PacketType.CONNECT.firstByte() && version != ProtocolVersion.MQTT_3_1) {
        throw new MalformedPacketException(Malformation.FLAGS_RESERVED);
      }
      return decode(body, version);
    } catch (MalformedPacketException e) {
      throw e.inConnect(version);
    }
  }

  private static Packet.Connect decode(Body body, ProtocolVersion version)
      throws MalformedPacketException {
    int flags = body.u8();
    if (version != ProtocolVersion.MQTT_3_1) {
      check(flags, version);
    }
    int keepAlive = body.u16();
    Properties properties = body.properties(version, Property.Place.CONNECT);
    if (properties.has(Property.AUTHENTICATION_DATA)
        && !properties.has(Property.AUTHENTICATION_METHOD)) {
      throw new MalformedPacketException(Malformation.AUTHENTICATION_METHOD_MISSING);
    }
    String clientId = body.text();
    Packet.WillMessage will = (flags & WILL) == 0 ? null : will(flags, body, version);
    // MQTT 3.1: where the packet ends before them, the flags are not to be believed (section 3.1)
    boolean lenient = version == ProtocolVersion.MQTT_3_1;
    String userName = given(flags & USER_NAME, lenient, body) ? body.text() : null;
    Payload password = given(flags & PASSWORD, lenient, body) ? body.binary() : null;
    if (password != null && userName == null && !version.hasProperties()) {
      throw new MalformedPacketException(Malformation.PASSWORD_WITHOUT_USER_NAME);
    }
    body.end();
    return new Packet.Connect(
        version,
        clientId,
        (flags & CLEAN_START) != 0,
        keepAlive,
        will,
        userName,
        password,
        properties);
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
    Malformation malformation =
        nameKnown ? Malformation.PROTOCOL_LEVEL_UNSUPPORTED : Malformation.PROTOCOL_NAME_UNKNOWN;
    // what a client of an unknown version understands nobody knows; most likely the old form
    throw new MalformedPacketException(malformation).inConnect(ProtocolVersion.MQTT_3_1_1);
  }

  private static void check(int flags, ProtocolVersion version) throws MalformedPacketException {
    if ((flags & RESERVED) != 0) {
      throw new MalformedPacketException(Malformation.CONNECT_FLAG_RESERVED);
    }
    if ((flags & WILL) == 0 && (willQos(flags) != 0 || (flags & WILL_RETAIN) != 0)) {
      throw new MalformedPacketException(Malformation.WILL_FLAGS_WITHOUT_WILL);
    }
    if ((flags & USER_NAME) == 0 && (flags & PASSWORD) != 0 && !version.hasProperties()) {
      throw new MalformedPacketException(Malformation.PASSWORD_WITHOUT_USER_NAME);
    }
  }

  private static Packet.WillMessage will(int flags, Body body, ProtocolVersion version)
      throws MalformedPacketException {
    if (willQos(flags) == 3) {
      throw new MalformedPacketException(Malformation.WILL_QOS_RESERVED);
    }
    Properties properties = body.properties(version, Property.Place.WILL);
    Message message =
        new Message(
            PublishDecoder.topic(body.text()),
            body.binary(),
            properties.without(Property.WILL_DELAY_INTERVAL));
    return new Packet.WillMessage(
        message,
        Qos.of(willQos(flags)),
        (flags & WILL_RETAIN) != 0,
        properties.number(Property.WILL_DELAY_INTERVAL, 0));
  }

  private static int willQos(int flags) {
    return flags >> 3 & 3;
  }

  private static boolean given(int flag, boolean lenient, Body body) {
    return flag != 0 && (!lenient || body.remaining() > 0);
  }
}
