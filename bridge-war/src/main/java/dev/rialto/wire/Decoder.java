package dev.rialto.wire;

import java.util.ArrayList;
import java.util.List;

/** From the bytes of one whole packet to its record. */
final class Decoder {
  private static final int FAILURE = 0x80;

  private Decoder() {}

  /**
   * Decodes one packet.
   *
   * @param packet all of its bytes; kept by a PUBLISH, so the caller must not use them again
   * @param header how many of them are the fixed header
   */
  static Packet decode(byte[] packet, int header, ProtocolVersion version)
      throws MalformedPacketException {
    Body body = new Body(packet, header);
    Packet decoded =
        switch (PacketType.of(packet[0], version)) {
          case CONNECT -> ConnectDecoder.decode(body);
          case CONNACK -> connAck(body);
          case PUBLISH -> PublishDecoder.decode(packet, body);
          case PUBACK -> new Packet.PubAck(body.packetId());
          case PUBREC -> new Packet.PubRec(body.packetId());
          case PUBREL -> new Packet.PubRel(body.packetId());
          case PUBCOMP -> new Packet.PubComp(body.packetId());
          case SUBSCRIBE -> subscribe(body);
          case SUBACK -> subAck(body);
          case UNSUBSCRIBE -> unsubscribe(body);
          case UNSUBACK -> new Packet.UnsubAck(body.packetId());
          case PINGREQ -> new Packet.PingReq();
          case PINGRESP -> new Packet.PingResp();
          case DISCONNECT -> new Packet.Disconnect();
        };
    body.end();
    return decoded;
  }

  private static Packet connAck(Body body) throws MalformedPacketException {
    int flags = body.u8();
    if ((flags & ~1) != 0) {
      throw new MalformedPacketException(Malformation.CONNACK_FLAGS_RESERVED);
    }
    int code = body.u8();
    if (code >= ConnectReturnCode.COUNT) {
      throw new MalformedPacketException(Malformation.RETURN_CODE_RESERVED);
    }
    return new Packet.ConnAck(flags == 1, ConnectReturnCode.of(code));
  }

  private static Packet subscribe(Body body) throws MalformedPacketException {
    int id = body.packetId();
    List<Packet.Subscribe.Request> requests = new ArrayList<>();
    while (body.remaining() > 0) {
      String filter = body.text();
      int qos = body.u8();
      if (qos > 2) {
        throw new MalformedPacketException(Malformation.SUBSCRIBE_QOS_RESERVED);
      }
      requests.add(new Packet.Subscribe.Request(filter, Qos.of(qos)));
    }
    if (requests.isEmpty()) {
      throw new MalformedPacketException(Malformation.NO_TOPIC_FILTER);
    }
    return new Packet.Subscribe(id, List.copyOf(requests));
  }

  private static Packet subAck(Body body) throws MalformedPacketException {
    int id = body.packetId();
    List<Qos> granted = new ArrayList<>(); // List.of takes no null, which stands for a failure
    while (body.remaining() > 0) {
      int code = body.u8();
      if (code > 2 && code != FAILURE) {
        throw new MalformedPacketException(Malformation.RETURN_CODE_RESERVED);
      }
      granted.add(code == FAILURE ? null : Qos.of(code));
    }
    return new Packet.SubAck(id, granted);
  }

  private static Packet unsubscribe(Body body) throws MalformedPacketException {
    int id = body.packetId();
    List<String> filters = new ArrayList<>();
    while (body.remaining() > 0) {
      filters.add(body.text());
    }
    if (filters.isEmpty()) {
      throw new MalformedPacketException(Malformation.NO_TOPIC_FILTER);
    }
    return new Packet.Unsubscribe(id, List.copyOf(filters));
  }
}
