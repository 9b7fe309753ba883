package dev.rialto.wire;

import static org.assertj.core.api.Assertions.assertThat;

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
        Arbitraries.of(0x10, 0x20, 0x30, 0x32, 0x40, 0x62, 0x82, 0x90, 0xA2, 0xC0, 0xE0, 0xF0)
            .map(Integer::byteValue);
    Arbitrary<Byte> small = Arbitraries.bytes().between((byte) 0, (byte) 12);
    Arbitrary<Byte> propertyIdentifier = Arbitraries.bytes().between((byte) 0, (byte) 0x2B);
    return Arbitraries.oneOf(first, small, small, propertyIdentifier)
        .array(byte[].class)
        .ofMaxSize(100);
  }

  private static Arbitrary<byte[]> damaged(Arbitrary<Packet> packets, ProtocolVersion version) {
    return Combinators.combine(
            packets.map(any -> PacketWriter.encode(any, version)),
            Arbitraries.integers().greaterOrEqual(0).list().ofMinSize(1).ofMaxSize(3),
            Arbitraries.bytes())
        .as(
            (bytes, places, value) -> {
              places.forEach(place -> bytes[place % bytes.length] = value);
              return bytes;
            });
  }

  /** A valid packet of which some bytes are changed. */
  @Provide
  Arbitrary<byte[]> damaged() {
    return damaged(Packets.any(), ProtocolVersion.MQTT_3_1_1);
  }

  @Provide
  Arbitrary<byte[]> damaged5() {
    return damaged(Packets5.any(), ProtocolVersion.MQTT_5);
  }

  @Property(tries = 7500)
  void noise_is_packets_or_refused(@ForAll("noise") byte[] bytes, @ForAll ProtocolVersion version) {
    packetsOrRefusal(bytes, version);
  }

  @Property(tries = 7500)
  void what_nearly_is_a_packet_is_packets_or_refused(
      @ForAll("nearlyPackets") byte[] bytes, @ForAll ProtocolVersion version) {
    packetsOrRefusal(bytes, version);
  }

  @Property(tries = 5000)
  void a_damaged_packet_is_packets_or_refused(
      @ForAll("damaged") byte[] bytes, @ForAll ProtocolVersion version) {
    packetsOrRefusal(bytes, version);
  }

  @Property(tries = 5000)
  void a_damaged_packet_of_mqtt_5_is_packets_or_refused(
      @ForAll("damaged5") byte[] bytes, @ForAll ProtocolVersion version) {
    packetsOrRefusal(bytes, version);
  }

  /** And the same of both, whether the bytes come at once or one by one. */
  private static void packetsOrRefusal(byte[] bytes, ProtocolVersion version) {
    assertThat(Outcome.of(bytes, version)).hasSizeLessThanOrEqualTo(bytes.length);
  }
}
