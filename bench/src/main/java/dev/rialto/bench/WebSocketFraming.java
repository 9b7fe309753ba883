package dev.rialto.bench;

/** RFC 6455 section 5.2, the sending half of a client: a header, then a payload under a mask. */
final class WebSocketFraming {
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  /** The longest header: two bytes, eight of length, four of mask. */
  static final int MAX_HEADER = 14;

  private static final int FIN = 0x80;
  private static final int MASKED = 0x80;

  private WebSocketFraming() {}

  /** Bytes that the masked header of a payload of this length takes. */
  static int headerLength(int payloadLength) {
    return payloadLength < 126 ? 6 : payloadLength < 65_536 ? 8 : MAX_HEADER;
  }

  /** Writes the header of an unfragmented masked frame; returns where its payload goes. */
  static int writeHeader(byte[] out, int at, int opcode, int payloadLength, int mask) {
    out[at] = (byte) (FIN | opcode);
    var maskAt = at + headerLength(payloadLength) - 4;
    if (payloadLength < 126) {
      out[at + 1] = (byte) (MASKED | payloadLength);
    } else if (payloadLength < 65_536) {
      out[at + 1] = (byte) (MASKED | 126);
      Bytes.putUint16(out, at + 2, payloadLength);
    } else {
      out[at + 1] = (byte) (MASKED | 127);
      Bytes.putInt64(out, at + 2, payloadLength);
    }
    Bytes.putInt32(out, maskAt, mask);
    return maskAt + 4;
  }

  /** Applies the mask of section 5.3 to a whole payload in place, eight bytes at a time. */
  static void mask(byte[] bytes, int from, int to, int mask) {
    var twice = (mask & 0xffff_ffffL) << 32 | (mask & 0xffff_ffffL);
    var at = from;
    for (; at + 8 <= to; at += 8) {
      Bytes.putInt64(bytes, at, Bytes.int64(bytes, at) ^ twice);
    }
    for (var shift = 56; at < to; at++, shift -= 8) {
      bytes[at] = (byte) (bytes[at] ^ (byte) (twice >> shift));
    }
  }
}
