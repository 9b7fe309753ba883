package dev.rialto.wire;

import java.util.List;

/** From records to bytes, each call a whole packet (section 3). Any thread may call any method. */
public final class PacketWriter {
  private static final int FAILURE = 0x80;

  private PacketWriter() {}

  /** How many bytes a delivery of the message takes. */
  public static int size(Message message, Delivery delivery, ProtocolVersion version) {
    return encoding(message, delivery, version).length;
  }

  /**
   * The bytes of a PUBLISH but for the flags and the identifier, which {@link #copy} puts in: the
   * message's own encoding, which all share, unless the delivery has properties. Must not be
   * changed.
   */
  static byte[] encoding(Message message, Delivery delivery, ProtocolVersion version) {
    boolean hasId = delivery.packetId() != 0 || delivery.qos() != Qos.AT_MOST_ONCE;
    if (!version.hasProperties() || delivery.properties().isEmpty()) {
      return message.encoding(hasId, version.hasProperties());
    }
    return PublishEncoder.encode(
        message.topic().value(),
        hasId,
        message.properties().and(delivery.properties()),
        message.payload());
  }

  /** Copies an encoding, and puts in what is this delivery's own. The caller has made room. */
  public static void copy(byte[] encoding, Delivery delivery, byte[] target, int at) {
    System.arraycopy(encoding, 0, target, at, encoding.length);
    PublishEncoder.patch(delivery, target, at);
  }

  /** The bytes of a packet, the caller's own. */
  public static byte[] encode(Packet packet, ProtocolVersion version) {
    PacketType type = packet.type();
    return switch (type) {
      case CONNECT -> ConnectEncoder.encode((Packet.Connect) packet);
      case CONNACK -> connAck((Packet.ConnAck) packet, version);
      case PUBLISH -> publish((Packet.Publish) packet, version);
      case PUBACK -> {
        Packet.PubAck ack = (Packet.PubAck) packet;
        yield acknowledgement(type, ack.packetId(), ack.reason(), ack.properties(), version);
      }
      case PUBREC -> {
        Packet.PubRec ack = (Packet.PubRec) packet;
        yield acknowledgement(type, ack.packetId(), ack.reason(), ack.properties(), version);
      }
      case PUBREL -> {
        Packet.PubRel ack = (Packet.PubRel) packet;
        yield acknowledgement(type, ack.packetId(), ack.reason(), ack.properties(), version);
      }
      case PUBCOMP -> {
        Packet.PubComp ack = (Packet.PubComp) packet;
        yield acknowledgement(type, ack.packetId(), ack.reason(), ack.properties(), version);
      }
      case SUBSCRIBE -> subscribe((Packet.Subscribe) packet, version);
      case SUBACK -> subAck((Packet.SubAck) packet, version);
      case UNSUBSCRIBE -> unsubscribe((Packet.Unsubscribe) packet, version);
      case UNSUBACK -> unsubAck((Packet.UnsubAck) packet, version);
      case PINGREQ, PINGRESP -> new byte[] {type.firstByte(), 0};
      case DISCONNECT -> {
        Packet.Disconnect leaving = (Packet.Disconnect) packet;
        yield reasoned(type, new Fields(), leaving.reason(), leaving.properties(), version);
      }
      case AUTH -> {
        Packet.Auth auth = (Packet.Auth) packet;
        yield reasoned(type, new Fields(), auth.reason(), auth.properties(), version);
      }
    };
  }

  private static byte[] connAck(Packet.ConnAck ack, ProtocolVersion version) {
    return new Fields()
        .u8(ack.sessionPresent() ? 1 : 0)
        .u8(
            version.hasProperties()
                ? ack.reason().value()
                : ConnectReturnCode.valueOf(ack.reason()))
        .properties(ack.properties(), version)
        .packet(PacketType.CONNACK);
  }

  private static byte[] publish(Packet.Publish publish, ProtocolVersion version) {
    byte[] shared = encoding(publish.message(), publish.delivery(), version);
    byte[] bytes = new byte[shared.length];
    copy(shared, publish.delivery(), bytes, 0);
    return bytes;
  }

  private static byte[] acknowledgement(
      PacketType type,
      int packetId,
      ReasonCode reason,
      Properties properties,
      ProtocolVersion version) {
    if (!version.hasProperties() || (reason.value() == 0 && properties.isEmpty())) {
      return new byte[] {type.firstByte(), 2, (byte) (packetId >> 8), (byte) packetId};
    }
    return reasoned(type, new Fields().u16(packetId), reason, properties, version);
  }

  /** Ends where the rest would say nothing (sections 3.4.2.1 and 3.14.2.1). */
  private static byte[] reasoned(
      PacketType type,
      Fields fields,
      ReasonCode reason,
      Properties properties,
      ProtocolVersion version) {
    boolean nothingToSay = reason.value() == 0 && properties.isEmpty();
    if (version.hasProperties() && !nothingToSay) {
      fields.u8(reason.value());
      if (!properties.isEmpty()) {
        PropertyEncoder.encode(properties, fields);
      }
    }
    return fields.packet(type);
  }

  private static byte[] subscribe(Packet.Subscribe subscribe, ProtocolVersion version) {
    Fields fields =
        new Fields().u16(subscribe.packetId()).properties(subscribe.properties(), version);
    for (Packet.Subscribe.Request request : subscribe.requests()) {
      fields.text(request.filter()).u8(options(request, version));
    }
    return fields.packet(PacketType.SUBSCRIBE);
  }

  private static int options(Packet.Subscribe.Request request, ProtocolVersion version) {
    int qos = request.qos().value();
    return version.hasProperties()
        ? qos
            | (request.noLocal() ? SubscribeDecoder.NO_LOCAL : 0)
            | (request.retainAsPublished() ? SubscribeDecoder.RETAIN_AS_PUBLISHED : 0)
            | request.retainHandling().value() << SubscribeDecoder.RETAIN_HANDLING_SHIFT
        : qos;
  }

  private static byte[] subAck(Packet.SubAck ack, ProtocolVersion version) {
    Fields fields = new Fields().u16(ack.packetId()).properties(ack.properties(), version);
    for (ReasonCode reason : ack.reasons()) {
      fields.u8(reason.isError() && !version.hasProperties() ? FAILURE : reason.value());
    }
    return fields.packet(PacketType.SUBACK);
  }

  private static byte[] unsubscribe(Packet.Unsubscribe unsubscribe, ProtocolVersion version) {
    Fields fields =
        new Fields().u16(unsubscribe.packetId()).properties(unsubscribe.properties(), version);
    unsubscribe.filters().forEach(fields::text);
    return fields.packet(PacketType.UNSUBSCRIBE);
  }

  private static byte[] unsubAck(Packet.UnsubAck ack, ProtocolVersion version) {
    Fields fields = new Fields().u16(ack.packetId()).properties(ack.properties(), version);
    List<ReasonCode> reasons = version.hasProperties() ? ack.reasons() : List.of();
    reasons.forEach(reason -> fields.u8(reason.value()));
    return fields.packet(PacketType.UNSUBACK);
  }
}
