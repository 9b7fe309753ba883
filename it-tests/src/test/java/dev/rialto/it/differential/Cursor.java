package dev.rialto.it.differential;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/** The fields of a packet, one after the other. */
final class Cursor {
  private final ByteBuffer bytes;

  Cursor(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes);
  }

  boolean isAtEnd() {
    return !bytes.hasRemaining();
  }

  int one() {
    return bytes.get() & 0xff;
  }

  int two() {
    return bytes.getShort() & 0xffff;
  }

  long four() {
    return bytes.getInt() & 0xffff_ffffL;
  }

  /** A variable byte integer. */
  int variable() {
    int value = 0;
    int shift = 0;
    int digit;
    do {
      digit = one();
      value |= (digit & 0x7f) << shift;
      shift += 7;
    } while (digit > 0x7f);
    return value;
  }

  String text() {
    return new String(next(two()), UTF_8);
  }

  byte[] next(int length) {
    byte[] next = new byte[length];
    bytes.get(next);
    return next;
  }

  byte[] rest() {
    return next(bytes.remaining());
  }
}
