package dev.rialto.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
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

  /** What a client sends behind its CONNECT. */
  record Stream(ProtocolVersion version, List<Packet> packets) {
    byte[] bytes() {
      var out = new ByteArrayOutputStream();
      packets.forEach(packet -> out.writeBytes(PacketWriter.encode(packet, version)));
      return out.toByteArray();
    }
  }

  @Provide
  Arbitrary<Stream> streams() {
    return Arbitraries.oneOf(
        Packets.any().list().ofMaxSize(8).map(some -> new Stream(ProtocolVersion.MQTT_3_1_1, some)),
        Packets5.any().list().ofMaxSize(8).map(some -> new Stream(ProtocolVersion.MQTT_5, some)));
  }

  @Provide
  Arbitrary<List<Integer>> cuts() {
    return Arbitraries.oneOf(
            Arbitraries.integers().between(1, 6), Arbitraries.integers().between(1, 700))
        .list()
        .ofMinSize(1)
        .ofMaxSize(20);
  }

  @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE) // they are mostly empty lists
  void cut_anywhere_a_stream_is_the_same_packets(
      @ForAll("streams") Stream stream, @ForAll("cuts") List<Integer> cuts, @ForAll Kind kind)
      throws MalformedPacketException {
    assertThat(read(stream, cuts, kind)).isEqualTo(stream.packets);
  }

  @Property(tries = 500)
  void cut_at_every_byte_a_stream_is_the_same_packets(
      @ForAll("streams") Stream stream, @ForAll Kind kind) throws MalformedPacketException {
    assertThat(read(stream, List.of(1), kind)).isEqualTo(stream.packets);
  }

  @Property(tries = 600)
  void cut_in_two_anywhere_a_packet_is_the_same(@ForAll("single") Stream stream)
      throws MalformedPacketException {
    byte[] bytes = stream.bytes();
    for (int at = 0; at <= bytes.length; at++) {
      PacketReader reader = Reading.reader(stream.version);
      List<Packet> read = Reading.all(reader, ByteBuffer.wrap(bytes, 0, at));
      assertThat(read).hasSize(at == bytes.length ? 1 : 0);
      read.addAll(Reading.all(reader, ByteBuffer.wrap(bytes, at, bytes.length - at)));
      assertThat(read).isEqualTo(stream.packets);
    }
  }

  @Provide
  Arbitrary<Stream> single() {
    return Arbitraries.oneOf(
        Packets.any().map(one -> new Stream(ProtocolVersion.MQTT_3_1_1, List.of(one))),
        Packets5.any().map(one -> new Stream(ProtocolVersion.MQTT_5, List.of(one))));
  }

  @Property(tries = 1000)
  void what_was_read_encodes_to_what_came(
      @ForAll("streams") Stream stream, @ForAll("cuts") List<Integer> cuts)
      throws MalformedPacketException {
    Stream read = new Stream(stream.version, read(stream, cuts, Kind.HEAP));
    assertThat(read.bytes()).isEqualTo(stream.bytes());
  }

  /** The sizes of the cuts are taken in turn, and again from the first. */
  private static List<Packet> read(Stream stream, List<Integer> cuts, Kind kind)
      throws MalformedPacketException {
    byte[] bytes = stream.bytes();
    PacketReader reader = Reading.reader(stream.version);
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
