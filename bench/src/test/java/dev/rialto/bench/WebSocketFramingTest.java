package dev.rialto.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketFramingTest {
  @ParameterizedTest(name = "{0} bytes")
  @CsvSource({
    "0,     82 80 01 02 03 04",
    "125,   82 fd 01 02 03 04",
    "126,   82 fe 00 7e 01 02 03 04",
    "65535, 82 fe ff ff 01 02 03 04",
    "65536, 82 ff 00 00 00 00 00 01 00 00 01 02 03 04"
  })
  void headersHaveTheShortestLength(int length, String expected) {
    var out = new byte[WebSocketFraming.MAX_HEADER];

    var end = WebSocketFraming.writeHeader(out, 0, WebSocketFraming.BINARY, length, 0x01020304);

    assertThat(HexFormat.ofDelimiter(" ").formatHex(out, 0, end)).isEqualTo(expected);
    assertThat(end).isEqualTo(WebSocketFraming.headerLength(length));
  }

  @Test
  void theExampleOfTheRfcIsMaskedAsItSays() { // RFC 6455, 5.7
    var hello = new byte[] {'H', 'e', 'l', 'l', 'o'};

    WebSocketFraming.mask(hello, 0, 5, 0x37fa213d);

    assertThat(HexFormat.of().formatHex(hello)).isEqualTo("7f9f4d5158");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 15, 16, 17, 31})
  void everyLengthAndOffsetIsMaskedByteByByte(int length) {
    var mask = new byte[] {(byte) 0xa1, 0x02, (byte) 0xf3, 0x04};
    for (var offset = 0; offset < 9; offset++) {
      var bytes = new byte[offset + length + 3];
      var expected = new byte[bytes.length];
      for (var i = 0; i < length; i++) {
        bytes[offset + i] = (byte) (i * 7);
        expected[offset + i] = (byte) (i * 7 ^ mask[i % 4]);
      }

      WebSocketFraming.mask(bytes, offset, offset + length, 0xa102f304);

      assertThat(bytes).isEqualTo(expected);
    }
  }
}
