package dev.rialto.wire;

/** CONNECT (MQTT 3.1.1 section 3.1), as a client sends it. */
final class ConnectEncoder {
  private ConnectEncoder() {}

  static byte[] encode(Packet.Connect connect) {
    Packet.WillMessage will = connect.will();
    Fields fields =
        new Fields()
            .text(connect.version().protocolName())
            .u8(connect.version().level())
            .u8(flags(connect))
            .u16(connect.keepAlive())
            .text(connect.clientId());
    if (will != null) {
      fields.text(will.message().topic().value()).binary(will.message().payload().toBytes());
    }
    if (connect.userName() != null) {
      fields.text(connect.userName());
    }
    if (connect.password() != null) {
      fields.binary(connect.password().toBytes());
    }
    return fields.packet(PacketType.CONNECT);
  }

  private static int flags(Packet.Connect connect) {
    int flags = connect.cleanSession() ? ConnectDecoder.CLEAN_SESSION : 0;
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
