package dev.rialto.edge.ws.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the server sends: nothing masked, nothing fragmented, each length in its shortest form. */
class FrameWriterTest {
  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 8201",
    "64, 8240",
    "124, 827c",
    "125, 827d",
    "126, 827e007e",
    "127, 827e007f",
    "128, 827e0080",
    "255, 827e00ff",
    "256, 827e0100",
    "12288, 827e3000",
    "32768, 827e8000",
    "65534, 827efffe",
    "65535, 827effff",
    "65536, 827f0000000000010000",
    "1048576, 827f0000000000100000",
  })
  void a_binary_message_has_the_shortest_header(int length, String header) {
    byte[] array = new byte[30 + length];
    Arrays.fill(array, 20, 20 + length, (byte) 0x55);
    ByteBuffer frame =
        FrameWriter.binary(
            ByteBuffer.wrap(array, 10, 20 + length).slice().position(10).limit(10 + length));
    assertThat(frame.array()).isSameAs(array);
    byte[] bytes = new byte[frame.remaining()];
    frame.get(bytes);
    int size = header.length() / 2;
    assertThat(hex(Arrays.copyOf(bytes, size))).isEqualTo(header);
    assertThat(bytes).hasSize(size + length);
    assertThat(Arrays.copyOfRange(bytes, size, bytes.length)).containsOnly((byte) 0x55);
    assertThat(Arrays.copyOf(array, 20 - size)).containsOnly((byte) 0);
  }

  @Test
  void a_text_message_differs_by_its_opcode() {
    ByteBuffer frame = FrameWriter.text(ByteBuffer.allocate(13).position(10));
    assertThat(frame.remaining()).isEqualTo(5);
    assertThat(frame.getShort(frame.position())).isEqualTo((short) 0x8103);
  }

  @Test
  void a_ping_is_empty() {
    assertThat(hex(FrameWriter.ping())).isEqualTo("8900");
  }

  @Test
  void a_pong_has_the_payload_of_its_ping() {
    byte[] payload = "Hello".getBytes(StandardCharsets.UTF_8);
    assertThat(hex(FrameWriter.pong(ByteBuffer.wrap(payload)))).isEqualTo("8a0548656c6c6f");
    assertThat(hex(FrameWriter.pong(ByteBuffer.wrap(payload, 1, 2)))).isEqualTo("8a02656c");
    assertThat(FrameWriter.pong(ByteBuffer.allocate(125))).hasSize(127);
    assertThatThrownBy(() -> FrameWriter.pong(ByteBuffer.allocate(126)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "1000, '', 880203e8",
    "1002, no, 880403ea6e6f",
    "1008, über, 880703f0c3bc626572",
    "4999, '', 88021387",
    "1005, whatever, 8800",
  })
  void a_close_frame_has_code_and_reason(int code, String reason, String frame) {
    assertThat(hex(FrameWriter.close(code, reason))).isEqualTo(frame);
  }

  @Test
  void a_reason_that_is_too_long_is_cut_between_characters() {
    assertThat(FrameWriter.close(1000, "x".repeat(123))).hasSize(127);
    assertThat(FrameWriter.close(1000, "x".repeat(1000))).hasSize(127);
    byte[] umlauts = FrameWriter.close(1000, "ü".repeat(100));
    assertThat(umlauts).hasSize(2 + 2 + 122);
    assertThat(umlauts[1]).isEqualTo((byte) 124);
    assertThat(new String(umlauts, 4, 122, StandardCharsets.UTF_8)).isEqualTo("ü".repeat(61));
    byte[] emoji = FrameWriter.close(1000, "\uD83D\uDE00".repeat(100));
    assertThat(new String(emoji, 4, emoji.length - 4, StandardCharsets.UTF_8))
        .isEqualTo("\uD83D\uDE00".repeat(30));
  }
}
