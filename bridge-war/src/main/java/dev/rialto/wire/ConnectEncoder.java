package dev.rialto.wire;

/** CONNECT (section 3.1), as a client sends it. */
final class ConnectEncoder {
  private ConnectEncoder() {}

  static byte[] encode(Packet.Connect connect) {
    ProtocolVersion version = connect.version();
    Packet.WillMessage will = connect.will();
    Fields fields =
        new Fields()
            .text(version.protocolName())
            .u8(version.level())
            .u8(flags(connect))
            .u16(connect.keepAlive())
            .properties(connect.properties(), version)
            .text(connect.clientId());
    if (will != null) {
      fields
          .properties(properties(will), version)
          .text(will.message().topic().value())
          .binary(will.message().payload().toBytes());
    }
    if (connect.userName() != null) {
      fields.text(connect.userName());
    }
    if (connect.password() != null) {
      fields.binary(connect.password().toBytes());
    }
    return fields.packet(PacketType.CONNECT);
  }

  private static Properties properties(Packet.WillMessage will) {
    return will.delay() == 0
        ? will.message().properties()
        : will.message()
            .properties()
            .and(Properties.of(Property.WILL_DELAY_INTERVAL, will.delay()));
  }

  private static int flags(Packet.Connect connect) {
    int flags = connect.cleanStart() ? ConnectDecoder.CLEAN_START : 0;
    Packet.WillMessage will = connect.will();
    if (will != null) {
      flags |= ConnectDecoder.WILL | will.qos().value() << 3;
      flags |= will.retain() ? ConnectDecoder.WILL_RETAIN : 0;
    }
    flags |= connect.userName() != null ? ConnectDecoder.USER_NAME : 0;
    flags |= connect.password() != null ? ConnectDecoder.PASSWORD : 0;
    return flags;
  }
}
