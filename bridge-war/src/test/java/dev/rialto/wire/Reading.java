package dev.rialto.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rialto.topic.InvalidTopicException;
import dev.rialto.topic.TopicName;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the tests ask of a {@link PacketReader}, and shorter ways to what they compare with. */
final class Reading {
  /** More than any packet of the tables. */
  static final int ROOM = 4 << 20;

  /** How many topic aliases a reader of MQTT 5.0 knows. */
  static final int ALIASES = 10;

  private static final Map<ProtocolVersion, String> CONNECTS =
      Map.of(
          ProtocolVersion.MQTT_3_1, "10 0F <MQIsdp> 03 02 0000 <c>",
          ProtocolVersion.MQTT_3_1_1, "10 0D <MQTT> 04 02 0000 <c>",
          ProtocolVersion.MQTT_5, "10 0E <MQTT> 05 02 0000 00 <c>");

  private Reading() {}

  static PacketReader reader() {
    return new PacketReader(ROOM, 0);
  }

  /** A reader that has learnt from a CONNECT that the client speaks that version. */
  static PacketReader reader(ProtocolVersion version) {
    return reader(version, ALIASES);
  }

  static PacketReader reader(ProtocolVersion version, int aliases) {
    return reader(version, aliases, ROOM);
  }

  static PacketReader reader(ProtocolVersion version, int aliases, int room) {
    PacketReader reader = new PacketReader(room, aliases);
    try {
      Packet first = reader.next(ByteBuffer.wrap(Bytes.of(CONNECTS.get(version))));
      assert first instanceof Packet.Connect connect && connect.version() == version;
    } catch (MalformedPacketException e) {
      throw new AssertionError(e);
    }
    return reader;
  }

  static PacketReader readerOf31() {
    return reader(ProtocolVersion.MQTT_3_1);
  }

  /** The one packet that the bytes are at the beginning of a stream. */
  static Packet one(byte[] bytes) throws MalformedPacketException {
    return one(reader(), bytes);
  }

  /** The one packet that the bytes are in a stream of that version. */
  static Packet one(byte[] bytes, ProtocolVersion version) throws MalformedPacketException {
    return one(reader(version), bytes);
  }

  static Packet one(PacketReader reader, byte[] bytes) throws MalformedPacketException {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    Packet packet = reader.next(in);
    assertThat(in.hasRemaining()).as("bytes left over").isFalse();
    return packet;
  }

  static List<Packet> all(PacketReader reader, ByteBuffer in) throws MalformedPacketException {
    List<Packet> packets = new ArrayList<>();
    for (Packet packet = reader.next(in); packet != null; packet = reader.next(in)) {
      packets.add(packet);
    }
    assertThat(in.hasRemaining()).as("bytes neither read nor kept").isFalse();
    return packets;
  }

  /** Why a reader refuses bytes that come all at once. */
  static Malformation refusal(PacketReader reader, byte[] bytes) {
    MalformedPacketException refused = exception(reader, bytes);
    return refused == null ? null : refused.malformation();
  }

  /** With what a reader refuses them; {@code null} if it does not. */
  static MalformedPacketException exception(PacketReader reader, byte[] bytes) {
    return catchThrowableOfType(
        MalformedPacketException.class, () -> all(reader, ByteBuffer.wrap(bytes)));
  }

  /** Why a reader refuses bytes that come one at a time. */
  static Malformation refusalBytewise(PacketReader reader, byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      Malformation refusal = refusal(reader, new byte[] {bytes[i]});
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }

  static TopicName topic(String name) {
    try {
      return TopicName.of(name);
    } catch (InvalidTopicException e) {
      throw new IllegalArgumentException(name, e);
    }
  }

  static Message message(String topic, String payload) {
    return message(topic, Bytes.of(payload));
  }

  static Message message(String topic, byte[] payload) {
    return new Message(topic(topic), new Payload(payload, 0, payload.length));
  }

  static Message message(String topic, String payload, Properties properties) {
    byte[] bytes = Bytes.of(payload);
    return new Message(topic(topic), new Payload(bytes, 0, bytes.length), properties);
  }
}
