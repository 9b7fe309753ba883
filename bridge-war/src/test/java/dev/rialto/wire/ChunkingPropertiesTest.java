package dev.rialto.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A stream is the same packets however it is cut, and in whatever buffers it comes. */
class ChunkingPropertiesTest {

  /** Buffers as a network library may hand them over. */
  enum Kind {
    HEAP {
      @Override
      ByteBuffer of(byte[] bytes) {
        return ByteBuffer.wrap(bytes);
      }
    },
    DIRECT {
      @Override
      ByteBuffer of(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
      }
    },
    READ_ONLY {
      @Override
      ByteBuffer of(byte[] bytes) {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
      }
    },
    POSITION_AND_LIMIT_INSIDE {
      @Override
      ByteBuffer of(byte[] bytes) {
        return amongOthers(bytes);
      }
    },
    SLICE_WITH_AN_ARRAY_OFFSET {
      @Override
      ByteBuffer of(byte[] bytes) {
        return amongOthers(bytes).slice();
      }
    };

    abstract ByteBuffer of(byte[] bytes);

    /** Between bytes that would be packets, were they read. */
    private static ByteBuffer amongOthers(byte[] bytes) {
      byte[] array = new byte[bytes.length + 10];
      Arrays.fill(array, (byte) 0xC0);
      System.arraycopy(bytes, 0, array, 5, bytes.length);
      return ByteBuffer.wrap(array, 5, bytes.length);
    }
  }

  @Provide
  Arbitrary<List<Packet>> streams() {
    return Packets.any().list().ofMaxSize(8);
  }

  @Provide
  Arbitrary<List<Integer>> cuts() {
    return Arbitraries.oneOf(
            Arbitraries.integers().between(1, 6), Arbitraries.integers().between(1, 700))
        .list()
        .ofMinSize(1)
        .ofMaxSize(20);
  }

  @Property(tries = 1500)
  void cut_anywhere_a_stream_is_the_same_packets(
      @ForAll("streams") List<Packet> packets,
      @ForAll("cuts") List<Integer> cuts,
      @ForAll Kind kind)
      throws MalformedPacketException {
    assertThat(read(bytes(packets), cuts, kind)).isEqualTo(packets);
  }

  @Property(tries = 300)
  void cut_at_every_byte_a_stream_is_the_same_packets(
      @ForAll("streams") List<Packet> packets, @ForAll Kind kind) throws MalformedPacketException {
    assertThat(read(bytes(packets), List.of(1), kind)).isEqualTo(packets);
  }

  @Property(tries = 300)
  void cut_in_two_anywhere_a_packet_is_the_same(@ForAll("any") Packet packet)
      throws MalformedPacketException {
    byte[] bytes = PacketWriter.encode(packet, ProtocolVersion.MQTT_3_1_1);
    for (int at = 0; at <= bytes.length; at++) {
      PacketReader reader = Reading.reader();
      List<Packet> read = Reading.all(reader, ByteBuffer.wrap(bytes, 0, at));
      assertThat(read).hasSize(at == bytes.length ? 1 : 0);
      read.addAll(Reading.all(reader, ByteBuffer.wrap(bytes, at, bytes.length - at)));
      assertThat(read).containsExactly(packet);
    }
  }

  @Provide
  Arbitrary<Packet> any() {
    return Packets.any();
  }

  @Property(tries = 500)
  void what_was_read_encodes_to_what_came(
      @ForAll("streams") List<Packet> packets, @ForAll("cuts") List<Integer> cuts)
      throws MalformedPacketException {
    byte[] bytes = bytes(packets);
    assertThat(bytes(read(bytes, cuts, Kind.HEAP))).isEqualTo(bytes);
  }

  private static byte[] bytes(List<Packet> packets) {
    var out = new ByteArrayOutputStream();
    packets.forEach(
        packet -> out.writeBytes(PacketWriter.encode(packet, ProtocolVersion.MQTT_3_1_1)));
    return out.toByteArray();
  }

  /** The sizes of the cuts are taken in turn, and again from the first. */
  private static List<Packet> read(byte[] bytes, List<Integer> cuts, Kind kind)
      throws MalformedPacketException {
    PacketReader reader = Reading.reader();
    List<Packet> packets = new ArrayList<>();
    int turn = 0;
    for (int at = 0; at < bytes.length; ) {
      int end = Math.min(bytes.length, at + cuts.get(turn++ % cuts.size()));
      ByteBuffer in = kind.of(Arrays.copyOfRange(bytes, at, end));
      packets.addAll(Reading.all(reader, in));
      if (!in.isReadOnly()) {
        for (int i = 0; i < in.limit(); i++) {
          in.put(i, (byte) 0xFF); // the network's buffer is used again
        }
      }
      at = end;
    }
    return packets;
  }
}
