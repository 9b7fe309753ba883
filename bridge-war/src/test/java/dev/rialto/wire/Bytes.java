package dev.rialto.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * How the tables write bytes: {@code 0A} is a byte, {@code 'ab'} is text, {@code <ab>} is text
 * behind its two length bytes; blanks and bars mean nothing. It knows nothing of the main code, so
 * that both cannot be wrong together.
 */
final class Bytes {
  private Bytes() {}

  static byte[] of(String literal) {
    var out = new ByteArrayOutputStream(literal.length());
    int at = 0;
    while (at < literal.length()) {
      char c = literal.charAt(at);
      if (c == ' ' || c == '|') {
        at++;
      } else if (c == '\'' || c == '<') {
        int end = literal.indexOf(c == '<' ? '>' : '\'', at + 1);
        byte[] text = literal.substring(at + 1, end).getBytes(StandardCharsets.UTF_8);
        if (c == '<') {
          out.write(text.length >> 8);
          out.write(text.length);
        }
        out.writeBytes(text);
        at = end + 1;
      } else {
        out.write(HexFormat.fromHexDigits(literal, at, at + 2));
        at += 2;
      }
    }
    return out.toByteArray();
  }

  /** A whole packet: first byte, remaining length, and the body that it is the length of. */
  static String framed(String first, String body) {
    return first + " " + length(of(body).length) + " " + body;
  }

  /** Properties of MQTT 5.0 behind their length, which is encoded as a remaining length is. */
  static String measured(String properties) {
    return length(of(properties).length) + " " + properties;
  }

  /** A remaining length, as the pseudo-code of MQTT 3.1.1 section 2.2.3 has it. */
  static String length(int remaining) {
    StringBuilder encoded = new StringBuilder();
    int x = remaining;
    do {
      int digit = x % 128;
      x = x / 128;
      encoded.append(hex(x > 0 ? digit + 128 : digit));
    } while (x > 0);
    return encoded.toString();
  }

  static String hex(int u8) {
    return HexFormat.of().withUpperCase().toHexDigits((byte) u8);
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().withUpperCase().formatHex(bytes);
  }

  static String u16(int value) {
    return hex(value >> 8) + hex(value);
  }
}
