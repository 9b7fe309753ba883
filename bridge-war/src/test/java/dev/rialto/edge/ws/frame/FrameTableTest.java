package dev.rialto.edge.ws.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients may send (RFC 6455 section 5), and how it is read. */
class FrameTableTest {
  private static final int BINARY = 0x82;

  private static String bytes(int count) {
    StringBuilder hex = new StringBuilder();
    IntStream.range(0, count).forEach(i -> hex.append("%02x".formatted((7 * i + 1) & 0xFF)));
    return hex.toString();
  }

  private static byte[] stream(ClientFrame... frames) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Stream.of(frames).forEach(frame -> bytes.writeBytes(frame.bytes()));
    return bytes.toByteArray();
  }

  /** Each length near a border, in each form that has room for it, under each kind of mask. */
  static Stream<ClientFrame> dataFrames() {
    List<Integer> masks = List.of(0, 0x37FA213D, 0xFFFFFFFF, 0x00000001, 0x80000000, 0x00FF0000);
    return IntStream.of(
            0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 64, 124, 125, 126, 127, 128, 254, 255, 256,
            257, 1023, 65_534, 65_535, 65_536, 65_537)
        .boxed()
        .flatMap(
            length ->
                Stream.of(0, 2, 8)
                    .filter(form -> form >= ClientFrame.shortest(length))
                    .flatMap(
                        form ->
                            masks.stream()
                                .map(mask -> new ClientFrame(BINARY, form, mask, bytes(length)))));
  }

  @Test
  void every_length_in_every_form_under_every_mask_is_read() {
    assertThat(dataFrames()).hasSizeGreaterThan(300);
    dataFrames()
        .forEach(
            frame ->
                assertThat(Reading.of(frame.bytes()))
                    .as(
                        "%d bytes, length in %d, mask %08x",
                        frame.length(), frame.lengthIn(), frame.mask())
                    .containsExactly("binary " + frame.payload()));
  }

  @Test
  void a_header_that_comes_byte_by_byte_is_read() {
    dataFrames()
        .filter(frame -> frame.length() < 300)
        .forEach(
            frame ->
                assertThat(Reading.of(frame.bytes(), List.of(1), 1 << 20))
                    .containsExactly("binary " + frame.payload()));
  }

  /** The examples of section 5.7, as far as they are a client's. */
  @ParameterizedTest
  @CsvSource({
    "818537fa213d7f9f4d5158, text 48656c6c6f",
    "898537fa213d7f9f4d5158, ping 48656c6c6f",
    "8a8537fa213d7f9f4d5158, pong",
  })
  void the_examples_of_the_specification_are_read(String hex, String read) {
    assertThat(Reading.of(HexFormat.of().parseHex(hex))).containsExactly(read);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 7, 8, 9, 63, 124, 125})
  void control_frames_of_every_length_are_read_whole(int length) {
    String payload = bytes(length);
    byte[] both = stream(ClientFrame.of(0x89, payload), ClientFrame.of(0x8A, payload));
    assertThat(Reading.of(both)).containsExactly("ping " + payload, "pong");
    assertThat(Reading.of(both, List.of(1), 0)).isNotEmpty();
    assertThat(Reading.of(both, List.of(1), 125)).containsExactly("ping " + payload, "pong");
  }

  @Test
  void fragments_are_one_message() {
    byte[] stream =
        stream(
            ClientFrame.of(0x02, "0102"),
            ClientFrame.of(0x00, ""),
            ClientFrame.of(0x00, "03"),
            ClientFrame.of(0x80, "0405"),
            ClientFrame.of(0x82, "06"));
    assertThat(Reading.of(stream)).containsExactly("binary 0102030405", "binary 06");
  }

  @Test
  void a_message_may_end_with_an_empty_fragment_and_begin_with_one() {
    byte[] stream =
        stream(ClientFrame.of(0x02, ""), ClientFrame.of(0x00, "01"), ClientFrame.of(0x80, ""));
    assertThat(Reading.of(stream)).containsExactly("binary 01");
  }

  @Test
  void control_frames_may_come_between_fragments() {
    byte[] stream =
        stream(
            ClientFrame.of(0x02, "01"),
            ClientFrame.of(0x89, "aa"),
            ClientFrame.of(0x00, "02"),
            ClientFrame.of(0x8A, ""),
            ClientFrame.of(0x80, "03"));
    assertThat(Reading.of(stream)).containsExactly("ping aa", "pong", "binary 010203");
  }

  @Test
  void a_fragmented_text_is_text_in_all_its_fragments() {
    byte[] stream = stream(ClientFrame.of(0x01, "41"), ClientFrame.of(0x80, "42"));
    assertThat(Reading.of(stream)).containsExactly("text 4142");
  }

  @Test
  void an_empty_text_is_text_too() {
    assertThat(Reading.of(ClientFrame.of(0x81, "").bytes())).containsExactly("text ");
  }

  /** Section 7.4: those of the protocol, those registered since, libraries' and applications'. */
  @ParameterizedTest
  @ValueSource(
      ints = {
        1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000,
        4999
      })
  void close_codes_that_may_be_sent_are_read(int code) {
    assertThat(Reading.of(ClientFrame.of(0x88, "%04x".formatted(code)).bytes()))
        .containsExactly("close " + code);
  }

  @Test
  void a_close_frame_may_be_empty_or_have_a_reason() {
    assertThat(Reading.of(ClientFrame.of(0x88, "").bytes())).containsExactly("close 1005");
    assertThat(Reading.of(ClientFrame.of(0x88, "03e8677ac3bc6e64").bytes()))
        .containsExactly("close 1000 gzünd");
  }

  @Test
  void after_a_close_frame_nothing_is_read() {
    byte[] stream = stream(ClientFrame.of(0x88, "03e8"), ClientFrame.of(0x82, "01"));
    assertThat(Reading.of(stream)).containsExactly("close 1000");
    assertThat(Reading.of(stream, List.of(1), 1000)).containsExactly("close 1000");
  }

  @Test
  void a_large_frame_is_handed_on_as_it_comes() {
    Reading reading = new Reading(1 << 20);
    byte[] frame = ClientFrame.of(BINARY, bytes(1 << 20)).bytes();
    for (int at = 0; at < frame.length; at += 1000) {
      reading.read(java.util.Arrays.copyOfRange(frame, at, Math.min(frame.length, at + 1000)));
    }
    assertThat(reading.told()).containsExactly("binary " + bytes(1 << 20));
    assertThat(reading.largest()).isEqualTo(1000);
  }
}
