package dev.rialto.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A packet is refused before its body is waited for, and a claim takes no memory. */
class EarlyRefusalTest {
  private static final String CLAIM_OF_256_MB = "30 FFFFFF7F";
  private static final int UNLIMITED = Integer.MAX_VALUE;

  private static Malformation refusal(int maxPacketSize, String bytes) {
    return Reading.refusal(new PacketReader(maxPacketSize, 0), Bytes.of(bytes));
  }

  @ParameterizedTest
  @CsvSource({
    "5, 03",
    "129, 7F",
    "131, 8001",
    "16386, FF7F",
    "16388, 808001",
    "2097155, FFFF7F",
    "2097157, 80808001",
    "268435460, FFFFFF7F"
  })
  void an_oversize_packet_is_refused_at_the_end_of_its_header(int size, String length) {
    assertThat(refusal(size - 1, "30" + length)).isEqualTo(Malformation.PACKET_TOO_LARGE);
    assertThat(refusal(size, "30" + length)).as("one byte less").isNull();
  }

  @Test
  void it_is_refused_at_the_end_of_a_header_that_comes_in_pieces() {
    PacketReader reader = new PacketReader(1000, 0);
    byte[] header = Bytes.of(CLAIM_OF_256_MB);
    for (int i = 0; i < header.length - 1; i++) {
      assertThat(Reading.refusal(reader, new byte[] {header[i]})).isNull();
    }
    assertThat(Reading.refusal(reader, new byte[] {header[4]}))
        .isEqualTo(Malformation.PACKET_TOO_LARGE);
  }

  @Test
  void whoever_has_not_introduced_itself_is_believed_less() throws MalformedPacketException {
    assertThat(Reading.refusal(new PacketReader(128, 1000, 0), Bytes.of("10 7F")))
        .isEqualTo(Malformation.PACKET_TOO_LARGE);
    PacketReader reader = new PacketReader(129, 1000, 0);
    assertThat(Reading.refusal(reader, Bytes.of("10 7F"))).as("one byte less").isNull();
    PacketReader known = new PacketReader(20, 1000, 0);
    assertThat(known.next(ByteBuffer.wrap(Bytes.of("10 0D 00044D515454 04 02 0000 000161"))))
        .isInstanceOf(Packet.Connect.class);
    assertThat(Reading.refusal(known, Bytes.of("30 E307"))).as("1,000 bytes").isNull();
  }

  @Test
  void a_packet_as_large_as_allowed_is_read() throws MalformedPacketException {
    byte[] bytes = Bytes.of("30 7F <t>" + "00".repeat(124));
    assertThat(new PacketReader(129, 0).next(ByteBuffer.wrap(bytes)))
        .isInstanceOfSatisfying(
            Packet.Publish.class,
            publish -> assertThat(publish.message().payload().length()).isEqualTo(124));
  }

  @Test
  void an_oversize_packet_behind_another_is_refused() throws MalformedPacketException {
    ByteBuffer in = ByteBuffer.wrap(Bytes.of("C000" + CLAIM_OF_256_MB));
    PacketReader reader = new PacketReader(1000, 0);
    assertThat(reader.next(in)).isEqualTo(new Packet.PingReq());
    byte[] rest = new byte[in.remaining()];
    in.get(rest);
    assertThat(Reading.refusal(reader, rest)).isEqualTo(Malformation.PACKET_TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "0F", "F0", "FF"})
  void a_reserved_type_is_refused_at_its_first_byte(String first) {
    assertThat(refusal(UNLIMITED, first)).isEqualTo(Malformation.PACKET_TYPE_RESERVED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"21", "2F", "41", "60", "66", "6A", "80", "8A", "A0", "AA", "C1", "E8"})
  void reserved_flags_are_refused_at_the_first_byte(String first) {
    assertThat(refusal(UNLIMITED, first)).isEqualTo(Malformation.FLAGS_RESERVED);
  }

  @Test
  void a_length_without_end_is_refused_at_its_fourth_byte() {
    assertThat(refusal(UNLIMITED, "30 808080")).isNull();
    assertThat(refusal(UNLIMITED, "30 80808080")).isEqualTo(Malformation.LENGTH_TOO_LONG);
  }

  @Test
  void a_claimed_length_takes_no_memory() {
    byte[] few = Bytes.of(CLAIM_OF_256_MB + "<topic> 0102030405");
    assertThat(allocatedBy(() -> read(new PacketReader(UNLIMITED, 0), few))).isLessThan(4096);
    assertThat(
            allocatedBy(
                () -> {
                  PacketReader reader = new PacketReader(UNLIMITED, 0);
                  for (byte b : few) {
                    read(reader, b);
                  }
                }))
        .as("bytewise")
        .isLessThan(8192);
  }

  @Test
  void memory_is_taken_for_what_has_come() {
    byte[] chunk = new byte[1000];
    long allocated =
        allocatedBy(
            () -> {
              PacketReader reader = new PacketReader(UNLIMITED, 0);
              read(reader, Bytes.of(CLAIM_OF_256_MB + "<topic>"));
              for (int i = 0; i < 1000; i++) {
                read(reader, chunk);
              }
            });
    // a million bytes have come; doubling has made arrays of up to 1, 2, 4 ... million bytes
    assertThat(allocated).isBetween(1_000_000L, 6_000_000L);
  }

  @Test
  void a_large_packet_leaves_no_large_buffer_behind() throws ReflectiveOperationException {
    PacketReader reader = new PacketReader(UNLIMITED, 0);
    byte[] bytes = Bytes.of(Bytes.framed("30", "<a>" + "00".repeat(1_000_000)));
    for (int at = 0; at < bytes.length; at += 1000) {
      read(reader, ByteBuffer.wrap(bytes, at, Math.min(1000, bytes.length - at)));
    }
    var carry = PacketReader.class.getDeclaredField("carry");
    carry.setAccessible(true);
    assertThat((byte[]) carry.get(reader)).hasSizeLessThanOrEqualTo(1024);
  }

  private static void read(PacketReader reader, byte... bytes) {
    read(reader, ByteBuffer.wrap(bytes));
  }

  private static void read(PacketReader reader, ByteBuffer in) {
    try {
      while (reader.next(in) != null) {}
    } catch (MalformedPacketException e) {
      throw new AssertionError(e);
    }
  }

  private static long allocatedBy(Runnable work) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    work.run(); // classes are loaded now
    long before = threads.getCurrentThreadAllocatedBytes();
    work.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }
}
