package dev.rialto.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
  /** Data as hex, and what happened between, in brackets. */
  private static final class Heard implements FrameSink {
    private final StringBuilder text = new StringBuilder();

    @Override
    public void data(byte[] in, int from, int to) {
      text.append(HexFormat.of().formatHex(in, from, to));
    }

    @Override
    public void ping(byte[] in, int length) {
      text.append("[ping ").append(length > 0 ? HexFormat.of().formatHex(in, 0, length) : "");
      text.append(']');
    }

    @Override
    public void pong() {
      text.append("[pong]");
    }

    @Override
    public void close(int code) {
      text.append("[close ").append(code).append(']');
    }
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  private static String heard(byte[]... parts) {
    var heard = new Heard();
    var reader = new FrameReader();
    for (var part : parts) {
      reader.read(part, 0, part.length, heard);
    }
    return heard.text.toString();
  }

  private static byte[] slice(byte[] bytes, int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }

  @Test
  void fragmentsWithControlFramesBetweenAreReadAtEverySplit() {
    var stream =
        bytes("82 01 aa  02 02 b1b2  89 02 7071  00 00  8a 00  80 01 b3  82 00  89 00  88 02 03e8");
    var expected = "aab1b2[ping 7071][pong]b3[ping ][close 1000]";
    for (var i = 0; i <= stream.length; i++) {
      for (var j = i; j <= stream.length; j++) {
        var first = slice(stream, 0, i);
        var second = slice(stream, i, j);
        var third = slice(stream, j, stream.length);
        assertThat(heard(first, second, third)).as("split at %d and %d", i, j).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "125,   82 7d",
    "126,   82 7e 00 7e",
    "65535, 82 7e ff ff",
    "65536, 82 7f 00 00 00 00 00 01 00 00"
  })
  void everyFormOfLengthIsReadAndTheNextFrameFound(int length, String header) {
    var stream = new ByteArrayOutputStream();
    stream.writeBytes(bytes(header));
    stream.writeBytes(new byte[length]);
    stream.writeBytes(bytes("89 01 55"));
    var whole = stream.toByteArray();

    for (var i = 0; i < 12; i++) {
      assertThat(heard(slice(whole, 0, i), slice(whole, i, whole.length)))
          .isEqualTo("00".repeat(length) + "[ping 55]");
    }
  }

  @Test
  void aCloseWithoutACodeIsOneWithCode1005() {
    assertThat(heard(bytes("88 00"))).isEqualTo("[close 1005]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c2 00", // a reserved bit
        "82 80 00000000", // masked by the server
        "81 00", // text
        "83 00", // reserved opcode
        "8b 00", // reserved control opcode
        "80 00", // a continuation of nothing
        "02 00 82 00", // a message inside a message
        "09 00", // a fragmented ping
        "89 7e 00 7e", // a long ping
        "82 7e 00 7d", // lengths not in their shortest form
        "82 7f 00 00 00 00 00 00 ff ff",
        "82 7f ff ff ff ff ff ff ff ff", // a negative length
        "88 01 03" // half a close code
      })
  void whatAServerMustNotSendIsAnError(String stream) {
    assertThatExceptionOfType(ProtocolError.class).isThrownBy(() -> heard(bytes(stream)));
  }
}
