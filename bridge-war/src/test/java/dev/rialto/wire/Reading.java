package dev.rialto.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rialto.topic.InvalidTopicException;
import dev.rialto.topic.TopicName;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** What the tests ask of a {@link PacketReader}, and shorter ways to what they compare with. */
final class Reading {
  /** More than any packet of the tables. */
  static final int ROOM = 4 << 20;

  private static final String CONNECT_3_1 = Bytes.framed("10", "<MQIsdp> 03 02 0000 <c>");

  private Reading() {}

  static PacketReader reader() {
    return new PacketReader(ROOM, 0);
  }

  /** A reader that has learnt from a CONNECT that the client speaks MQTT 3.1. */
  static PacketReader readerOf31() throws MalformedPacketException {
    PacketReader reader = reader();
    assertThat(reader.next(ByteBuffer.wrap(Bytes.of(CONNECT_3_1))))
        .isInstanceOfSatisfying(
            Packet.Connect.class,
            connect -> assertThat(connect.version()).isEqualTo(ProtocolVersion.MQTT_3_1));
    return reader;
  }

  /** The one packet that the bytes are. */
  static Packet one(byte[] bytes) throws MalformedPacketException {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    Packet packet = reader().next(in);
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
    MalformedPacketException refused =
        catchThrowableOfType(
            MalformedPacketException.class, () -> all(reader, ByteBuffer.wrap(bytes)));
    return refused == null ? null : refused.malformation();
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
}
