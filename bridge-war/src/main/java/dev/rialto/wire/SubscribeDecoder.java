package dev.rialto.wire;

import java.util.ArrayList;
import java.util.List;

/** SUBSCRIBE, UNSUBSCRIBE and their acknowledgements (sections 3.8 to 3.11). */
final class SubscribeDecoder {
  static final int NO_LOCAL = 0x04;
  static final int RETAIN_AS_PUBLISHED = 0x08;
  static final int RETAIN_HANDLING_SHIFT = 4;

  private static final int QOS = 0x03;
  private static final int RESERVED = 0xC0;
  private static final int FAILURE = 0x80;

  private SubscribeDecoder() {}

  static Packet.Subscribe subscribe(Body body, ProtocolVersion version)
      throws MalformedPacketException {
    int id = body.packetId();
    Properties properties = body.properties(version, Property.Place.SUBSCRIBE);
    List<Packet.Subscribe.Request> requests = new ArrayList<>();
    while (body.remaining() > 0) {
      requests.add(request(body.text(), body.u8(), version));
    }
    if (requests.isEmpty()) {
      throw new MalformedPacketException(Malformation.NO_TOPIC_FILTER);
    }
    return new Packet.Subscribe(id, List.copyOf(requests), properties);
  }

  private static Packet.Subscribe.Request request(
      String filter, int options, ProtocolVersion version) throws MalformedPacketException {
    int given = version.hasProperties() ? options & QOS : options;
    if (given > 2) {
      throw new MalformedPacketException(Malformation.SUBSCRIBE_QOS_RESERVED);
    }
    if (!version.hasProperties()) {
      return new Packet.Subscribe.Request(filter, Qos.of(given));
    }
    if ((options & RESERVED) != 0) {
      throw new MalformedPacketException(Malformation.SUBSCRIPTION_OPTIONS_RESERVED);
    }
    return new Packet.Subscribe.Request(
        filter,
        Qos.of(given),
        (options & NO_LOCAL) != 0,
        (options & RETAIN_AS_PUBLISHED) != 0,
        RetainHandling.of(options >> RETAIN_HANDLING_SHIFT));
  }

  static Packet.SubAck subAck(Body body, ProtocolVersion version) throws MalformedPacketException {
    int id = body.packetId();
    Properties properties = body.properties(version, Property.Place.SUBACK);
    List<ReasonCode> reasons = new ArrayList<>();
    while (body.remaining() > 0) {
      int code = body.u8();
      if (!version.hasProperties() && code > 2 && code != FAILURE) {
        throw new MalformedPacketException(Malformation.RETURN_CODE_RESERVED);
      }
      reasons.add(ReasonCode.of(code, PacketType.SUBACK));
    }
    return new Packet.SubAck(id, List.copyOf(reasons), properties);
  }

  static Packet.Unsubscribe unsubscribe(Body body, ProtocolVersion version)
      throws MalformedPacketException {
    int id = body.packetId();
    Properties properties = body.properties(version, Property.Place.UNSUBSCRIBE);
    List<String> filters = new ArrayList<>();
    while (body.remaining() > 0) {
      filters.add(body.text());
    }
    if (filters.isEmpty()) {
      throw new MalformedPacketException(Malformation.NO_TOPIC_FILTER);
    }
    return new Packet.Unsubscribe(id, List.copyOf(filters), properties);
  }

  static Packet.UnsubAck unsubAck(Body body, ProtocolVersion version)
      throws MalformedPacketException {
    int id = body.packetId();
    Properties properties = body.properties(version, Property.Place.UNSUBACK);
    List<ReasonCode> reasons = new ArrayList<>();
    while (version.hasProperties() && body.remaining() > 0) {
      reasons.add(ReasonCode.of(body.u8(), PacketType.UNSUBACK));
    }
    return new Packet.UnsubAck(id, List.copyOf(reasons), properties);
  }
}
