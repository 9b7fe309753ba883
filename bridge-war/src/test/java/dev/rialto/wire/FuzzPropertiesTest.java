package dev.rialto.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a client sends, it gets packets or a {@link MalformedPacketException}, and an end. */
class FuzzPropertiesTest {

  @Provide
  Arbitrary<byte[]> noise() {
    return Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
  }

  /** Small values, so that lengths come true and packets are whole. */
  @Provide
  Arbitrary<byte[]> nearlyPackets() {
    Arbitrary<Byte> first =
        Arbitraries.of(0x10, 0x20, 0x30, 0x32, 0x40, 0x62, 0x82, 0x90, 0xA2, 0xC0)
            .map(Integer::byteValue);
    Arbitrary<Byte> small = Arbitraries.bytes().between((byte) 0, (byte) 12);
    return Arbitraries.oneOf(first, small, small).array(byte[].class).ofMaxSize(100);
  }

  /** A valid packet of which some bytes are changed. */
  @Provide
  Arbitrary<byte[]> damaged() {
    return Combinators.combine(
            Packets.any().map(any -> PacketWriter.encode(any, ProtocolVersion.MQTT_3_1_1)),
            Arbitraries.integers().greaterOrEqual(0).list().ofMinSize(1).ofMaxSize(3),
            Arbitraries.bytes())
        .as(
            (bytes, places, value) -> {
              places.forEach(place -> bytes[place % bytes.length] = value);
              return bytes;
            });
  }

  @Property(tries = 5000)
  void noise_is_packets_or_refused(@ForAll("noise") byte[] bytes) {
    packetsOrRefusal(bytes);
  }

  @Property(tries = 5000)
  void what_nearly_is_a_packet_is_packets_or_refused(@ForAll("nearlyPackets") byte[] bytes) {
    packetsOrRefusal(bytes);
  }

  @Property(tries = 5000)
  void a_damaged_packet_is_packets_or_refused(@ForAll("damaged") byte[] bytes) {
    packetsOrRefusal(bytes);
  }

  /** And the same of both, whether the bytes come at once or one by one. */
  private static void packetsOrRefusal(byte[] bytes) {
    assertThat(outcome(bytes, bytes.length)).isEqualTo(outcome(bytes, 1));
  }

  private static List<Object> outcome(byte[] bytes, int chunk) {
    PacketReader reader = new PacketReader(1000, 0);
    List<Object> outcome = new ArrayList<>();
    try {
      for (int at = 0; at < bytes.length; at += chunk) {
        ByteBuffer in = ByteBuffer.wrap(bytes, at, chunk);
        for (Packet packet = reader.next(in); packet != null; packet = reader.next(in)) {
          outcome.add(packet);
          assertThat(outcome).as("no packet has less than two bytes").hasSizeLessThan(bytes.length);
          readableAgain(packet);
        }
        assertThat(in.hasRemaining()).isFalse();
      }
    } catch (MalformedPacketException e) {
      outcome.add(e.malformation());
    }
    return outcome;
  }

  /** What got through can be sent, and is the same to its receiver. */
  private static void readableAgain(Packet packet) throws MalformedPacketException {
    assertThat(Reading.one(PacketWriter.encode(packet, ProtocolVersion.MQTT_3_1_1)))
        .isEqualTo(packet);
  }
}
