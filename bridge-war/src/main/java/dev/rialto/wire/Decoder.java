package dev.rialto.wire;

/** From the bytes of one whole packet to its record. */
final class Decoder {
  private final ProtocolVersion version;
  private final InboundAliases aliases;

  /** Of one version; a CONNECT is decoded by the version that it names. */
  Decoder(ProtocolVersion version, InboundAliases aliases) {
    this.version = version;
    this.aliases = aliases;
  }

  /**
   * Decodes one packet.
   *
   * @param packet all of its bytes; kept by a PUBLISH, so the caller must not use them again
   * @param header how many of them are the fixed header
   */
  Packet decode(byte[] packet, int header) throws MalformedPacketException {
    Body body = new Body(packet, header);
    PacketType type = PacketType.of(packet[0], version);
    Packet decoded =
        switch (type) {
          case CONNECT -> ConnectDecoder.decode(packet[0], body);
          case CONNACK -> connAck(body);
          case PUBLISH -> PublishDecoder.decode(packet, body, version, aliases);
          case PUBACK, PUBREC, PUBREL, PUBCOMP -> acknowledgement(type, body);
          case SUBSCRIBE -> SubscribeDecoder.subscribe(body, version);
          case SUBACK -> SubscribeDecoder.subAck(body, version);
          case UNSUBSCRIBE -> SubscribeDecoder.unsubscribe(body, version);
          case UNSUBACK -> SubscribeDecoder.unsubAck(body, version);
          case PINGREQ -> new Packet.PingReq();
          case PINGRESP -> new Packet.PingResp();
          case DISCONNECT -> disconnect(body);
          case AUTH -> auth(body);
        };
    body.end();
    return decoded;
  }

  private Packet connAck(Body body) throws MalformedPacketException {
    int flags = body.u8();
    if ((flags & ~1) != 0) {
      throw new MalformedPacketException(Malformation.CONNACK_FLAGS_RESERVED);
    }
    int code = body.u8();
    ReasonCode reason =
        version.hasProperties()
            ? ReasonCode.of(code, PacketType.CONNACK)
            : ConnectReturnCode.of(code).reason();
    return new Packet.ConnAck(flags == 1, reason, body.properties(version, Property.Place.CONNACK));
  }

  private Packet acknowledgement(PacketType type, Body body) throws MalformedPacketException {
    int id = body.packetId();
    ReasonCode reason = reason(type, ReasonCode.SUCCESS, body);
    Properties properties = shortened(type, body);
    return switch (type) {
      case PUBACK -> new Packet.PubAck(id, reason, properties);
      case PUBREC -> new Packet.PubRec(id, reason, properties);
      case PUBREL -> new Packet.PubRel(id, reason, properties);
      default -> new Packet.PubComp(id, reason, properties);
    };
  }

  private Packet disconnect(Body body) throws MalformedPacketException {
    PacketType type = PacketType.DISCONNECT;
    return new Packet.Disconnect(
        reason(type, ReasonCode.NORMAL_DISCONNECTION, body), shortened(type, body));
  }

  private Packet auth(Body body) throws MalformedPacketException {
    PacketType type = PacketType.AUTH;
    Packet.Auth auth =
        new Packet.Auth(reason(type, ReasonCode.SUCCESS, body), shortened(type, body));
    if (!auth.properties().has(Property.AUTHENTICATION_METHOD)) {
      throw new MalformedPacketException(Malformation.AUTHENTICATION_METHOD_MISSING);
    }
    return auth;
  }

  /** Where the packet may end before its reason code (sections 3.4.2.1, 3.14.2.1 and 3.15.2.1). */
  private ReasonCode reason(PacketType type, ReasonCode otherwise, Body body)
      throws MalformedPacketException {
    return version.hasProperties() && body.remaining() > 0
        ? ReasonCode.of(body.u8(), type)
        : otherwise;
  }

  /** Where the packet may end before its properties (sections 3.4.2.2.1 and 3.14.2.2.1). */
  private Properties shortened(PacketType type, Body body) throws MalformedPacketException {
    return body.remaining() > 0
        ? body.properties(version, Property.Place.of(type))
        : Properties.NONE;
  }
}
