package dev.rialto.it.differential;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.HexFormat;

/** Bytes that people read. */
final class Payload {
  private Payload() {}

  /** The text in quotes, or hexadecimal numbers. */
  static String text(byte[] payload) {
    for (byte each : payload) {
      if (each < ' ') {
        return "0x" + HexFormat.of().formatHex(payload);
      }
    }
    return "\"" + new String(payload, US_ASCII) + "\"";
  }
}
