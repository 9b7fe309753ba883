package dev.rialto.wire;

import java.util.HashMap;
import java.util.Map;

/**
 * Encodes what goes to one client, as that client understands it: in its version, and with topic
 * aliases if it takes any (MQTT 5.0 section 3.3.2.3.4). Packets must be sent in the order in which
 * they were encoded; one thread at a time.
 */
public final class PacketEncoder {
  private final ProtocolVersion version;
  private final int aliases;
  private final long maximumPacketSize;
  private final Map<String, Integer> aliasOf;

  private PacketEncoder(ProtocolVersion version, int aliases, long maximumPacketSize) {
    this.version = version;
    this.aliases = aliases;
    this.maximumPacketSize = maximumPacketSize;
    aliasOf = aliases == 0 ? Map.of() : new HashMap<>();
  }

  /** For a client of that version, of which nothing else is known. */
  public static PacketEncoder of(ProtocolVersion version) {
    return new PacketEncoder(version, 0, Long.MAX_VALUE);
  }

  /**
   * For the client that sent this.
   *
   * @param mostAliases how many aliases it gets, if it takes as many; the first topics get them
   */
  public static PacketEncoder of(Packet.Connect connect, int mostAliases) {
    Properties wishes = connect.properties();
    return new PacketEncoder(
        connect.version(),
        (int) Math.min(mostAliases, wishes.number(Property.TOPIC_ALIAS_MAXIMUM, 0)),
        wishes.number(Property.MAXIMUM_PACKET_SIZE, Long.MAX_VALUE));
  }

  /** Whether the client takes packets of that size. [MQTT-3.1.2-24] */
  public boolean fits(int bytes) {
    return bytes <= maximumPacketSize;
  }

  /**
   * A packet other than PUBLISH; the bytes are the caller's. What it need not say is left out where
   * there is no room for it. [MQTT-3.2.2-19], [MQTT-3.4.2-2], [MQTT-3.14.2-3]
   */
  public byte[] encode(Packet packet) {
    byte[] whole = PacketWriter.encode(packet, version);
    return fits(whole.length) ? whole : PacketWriter.encode(briefly(packet), version);
  }

  private static Packet briefly(Packet packet) {
    return switch (packet.type()) {
      case CONNACK -> {
        Packet.ConnAck ack = (Packet.ConnAck) packet;
        yield new Packet.ConnAck(ack.sessionPresent(), ack.reason(), briefly(ack.properties()));
      }
      case PUBACK -> {
        Packet.PubAck ack = (Packet.PubAck) packet;
        yield new Packet.PubAck(ack.packetId(), ack.reason());
      }
      case PUBREC -> {
        Packet.PubRec ack = (Packet.PubRec) packet;
        yield new Packet.PubRec(ack.packetId(), ack.reason());
      }
      case DISCONNECT ->
          new Packet.Disconnect(((Packet.Disconnect) packet).reason(), Properties.NONE);
      default -> packet; // which says nothing that it need not
    };
  }

  private static Properties briefly(Properties properties) {
    return properties.without(Property.REASON_STRING, Property.RESPONSE_INFORMATION);
  }

  /** A PUBLISH, to be used with {@link PacketWriter#copy}; the bytes must not be changed. */
  public byte[] encode(Message message, Delivery delivery) {
    return aliases == 0
        ? PacketWriter.encoding(message, delivery, version)
        : aliased(message, delivery);
  }

  private byte[] aliased(Message message, Delivery delivery) {
    String topic = message.topic().value();
    Integer known = aliasOf.get(topic);
    if (known == null && aliasOf.size() == aliases) {
      return PacketWriter.encoding(message, delivery, version);
    }
    int alias = known == null ? aliasOf.size() + 1 : known;
    byte[] packet =
        PublishEncoder.encode(
            known == null ? topic : "",
            delivery.qos() != Qos.AT_MOST_ONCE,
            message
                .properties()
                .and(delivery.properties())
                .and(Properties.of(Property.TOPIC_ALIAS, alias)),
            message.payload());
    if (!fits(packet.length)) { // by the bytes of the alias
      return PacketWriter.encoding(message, delivery, version);
    }
    aliasOf.putIfAbsent(topic, alias);
    return packet;
  }
}
