package dev.rialto.edge.ws.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What no client may send, and the code that it is closed with (RFC 6455 section 7.4.1). */
class RefusedFramesTest {
  private static final String MASK = "37fa213d";

  private static byte[] hex(String bytes) {
    return HexFormat.of().parseHex(bytes.replace(" ", ""));
  }

  private static void assertRefused(String bytes, int code) {
    for (List<Integer> cuts : List.of(List.of(1000), List.of(1))) {
      assertThat(Reading.of(hex(bytes), cuts, 1000)).as(bytes).last().isEqualTo("refused " + code);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "8200, an empty message that is not masked",
    "8203010203, a message that is not masked",
    "8900, a ping that is not masked",
    "880203e8, a close frame that is not masked",
    "827e, a longer one",
    "827f, a very long one",
    "0980, a ping in fragments",
    "0a80, a pong in fragments",
    "0880, a close frame in fragments",
    "89fe, a ping of 126 bytes",
    "8afe007d, a pong whose length has two bytes",
    "88ff, a close frame whose length has eight",
    "80 80 37fa213d, a continuation of nothing",
    "00 80 37fa213d, a fragment of nothing",
    "02 80 37fa213d 82 80 37fa213d, a message inside another",
    "01 80 37fa213d 81 80 37fa213d, a text inside another",
    "02 80 37fa213d 01 80 37fa213d, a text inside a message",
    "82 80 37fa213d 80 80 37fa213d, a continuation of what has ended",
    "02 80 37fa213d 80 80 37fa213d 80 80 37fa213d, a continuation after the last",
    "82 ff 80, a length with the highest bit",
    "82 ff ffffffffffffffff 00000000, a length of minus one",
    "82 ff 8000000000000000 00000000, the largest with the highest bit",
    "88 81 00000000 03, half a close code",
  })
  void violations_are_answered_with_1002(String bytes, String what) {
    assertThat(what).isNotBlank();
    assertRefused(bytes, 1002);
  }

  /** Section 5.2: no extension was agreed on. */
  static Stream<Integer> firstBytesWithReservedBits() {
    return IntStream.range(0, 256).filter(first -> (first & 0x70) != 0).boxed();
  }

  @ParameterizedTest
  @MethodSource("firstBytesWithReservedBits")
  void reserved_bits_are_refused_at_the_first_byte(int first) {
    assertRefused("%02x".formatted(first), 1002);
  }

  static Stream<Integer> reservedOpcodes() {
    return IntStream.of(0x3, 0x4, 0x5, 0x6, 0x7, 0xB, 0xC, 0xD, 0xE, 0xF)
        .flatMap(opcode -> IntStream.of(opcode, 0x80 | opcode))
        .boxed();
  }

  @ParameterizedTest
  @MethodSource("reservedOpcodes")
  void reserved_opcodes_are_refused_at_the_first_byte(int first) {
    assertRefused("%02x".formatted(first), 1002);
  }

  static Stream<Integer> invalidCloseCodes() {
    return IntStream.of(
            0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1017, 1100, 2000, 2999, 5000, 10_000, 65_535)
        .boxed();
  }

  @ParameterizedTest
  @MethodSource("invalidCloseCodes")
  void close_codes_that_may_not_be_sent_are_refused(int code) {
    assertRefused("88 82 00000000 %04x".formatted(code), 1002);
  }

  @ParameterizedTest
  @CsvSource({"ff", "c0af", "eda080", "f4908080", "c3", "e282", "80", "41ff42"})
  void a_reason_that_is_not_utf_8_is_answered_with_1007(String reason) {
    assertRefused("88 %02x 00000000 03e8 %s".formatted(0x82 + reason.length() / 2, reason), 1007);
  }

  @ParameterizedTest
  @CsvSource({
    "82 fe 03e9 00000000",
    "82 fe ffff 00000000",
    "82 ff 00000000000003e9 00000000",
    "82 ff 7fffffffffffffff 00000000",
    "02 fe 03e9 00000000",
    "81 fe 03e9 00000000",
    "02 80 00000000 80 fe 03e9 00000000",
  })
  void a_frame_above_the_limit_is_answered_with_1009_before_its_payload(String bytes) {
    assertRefused(bytes, 1009);
  }

  @Test
  void a_frame_of_the_limit_is_fine() {
    String payload = "00".repeat(1000);
    assertThat(Reading.of(hex("82 fe 03e8" + MASK), List.of(1000), 1000)).isEmpty();
    assertThat(Reading.of(ClientFrame.of(0x82, payload).bytes(), List.of(1000), 1000))
        .containsExactly("binary " + payload);
  }

  @Test
  void what_came_before_is_read_all_the_same() {
    assertThat(Reading.of(hex("82 81 00000000 41 89 80 00000000 83")))
        .containsExactly("binary 41", "ping ", "refused 1002");
  }
}
