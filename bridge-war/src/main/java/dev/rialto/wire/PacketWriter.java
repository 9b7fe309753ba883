package dev.rialto.wire;

/**
 * From records to bytes, each call a whole packet (MQTT 3.1.1 section 3). Any thread may call any
 * method.
 */
public final class PacketWriter {
  private static final int FAILURE = 0x80;

  private PacketWriter() {}

  /** How many bytes {@link #copy} will write. */
  public static int size(Message message, Delivery delivery) {
    return message.encoding(delivery.packetId() != 0).length;
  }

  /**
   * Copies a PUBLISH out of the encoding that its message keeps, and puts in what is this
   * delivery's own. The caller has made room for {@link #size} bytes.
   */
  public static void copy(Message message, Delivery delivery, byte[] target, int at) {
    byte[] shared = message.encoding(delivery.packetId() != 0);
    System.arraycopy(shared, 0, target, at, shared.length);
    target[at] = (byte) delivery.firstByte();
    if (delivery.packetId() != 0) {
      int id = at + shared.length - message.payload().length() - 2;
      target[id] = (byte) (delivery.packetId() >> 8);
      target[id + 1] = (byte) delivery.packetId();
    }
  }

  /** The bytes of a packet, the caller's own. */
  public static byte[] encode(Packet packet) {
    PacketType type = packet.type();
    return switch (type) {
      case CONNECT -> ConnectEncoder.encode((Packet.Connect) packet);
      case CONNACK -> connAck((Packet.ConnAck) packet);
      case PUBLISH -> publish((Packet.Publish) packet);
      case PUBACK -> acknowledgement(type, ((Packet.PubAck) packet).packetId());
      case PUBREC -> acknowledgement(type, ((Packet.PubRec) packet).packetId());
      case PUBREL -> acknowledgement(type, ((Packet.PubRel) packet).packetId());
      case PUBCOMP -> acknowledgement(type, ((Packet.PubComp) packet).packetId());
      case SUBSCRIBE -> subscribe((Packet.Subscribe) packet);
      case SUBACK -> subAck((Packet.SubAck) packet);
      case UNSUBSCRIBE -> unsubscribe((Packet.Unsubscribe) packet);
      case UNSUBACK -> acknowledgement(type, ((Packet.UnsubAck) packet).packetId());
      case PINGREQ, PINGRESP, DISCONNECT -> new byte[] {type.firstByte(), 0};
    };
  }

  private static byte[] connAck(Packet.ConnAck ack) {
    return new byte[] {
      PacketType.CONNACK.firstByte(),
      2,
      (byte) (ack.sessionPresent() ? 1 : 0),
      (byte) ack.code().value()
    };
  }

  private static byte[] publish(Packet.Publish publish) {
    byte[] bytes = new byte[size(publish.message(), publish.delivery())];
    copy(publish.message(), publish.delivery(), bytes, 0);
    return bytes;
  }

  private static byte[] acknowledgement(PacketType type, int packetId) {
    return new byte[] {type.firstByte(), 2, (byte) (packetId >> 8), (byte) packetId};
  }

  private static byte[] subscribe(Packet.Subscribe subscribe) {
    Fields fields = new Fields().u16(subscribe.packetId());
    for (Packet.Subscribe.Request request : subscribe.requests()) {
      fields.text(request.filter()).u8(request.qos().value());
    }
    return fields.packet(PacketType.SUBSCRIBE);
  }

  private static byte[] subAck(Packet.SubAck ack) {
    Fields fields = new Fields().u16(ack.packetId());
    for (Qos granted : ack.granted()) {
      fields.u8(granted == null ? FAILURE : granted.value());
    }
    return fields.packet(PacketType.SUBACK);
  }

  private static byte[] unsubscribe(Packet.Unsubscribe unsubscribe) {
    Fields fields = new Fields().u16(unsubscribe.packetId());
    unsubscribe.filters().forEach(fields::text);
    return fields.packet(PacketType.UNSUBSCRIBE);
  }
}
