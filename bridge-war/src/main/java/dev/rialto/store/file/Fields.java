package dev.rialto.store.file;

import java.nio.charset.StandardCharsets;

/** Reads what {@link Bytes} has written. What is not there is damage. */
final class Fields {
  private final byte[] bytes;
  private int at;

  Fields(byte[] bytes) {
    this.bytes = bytes;
  }

  boolean hasMore() {
    return at < bytes.length;
  }

  int position() {
    return at;
  }

  byte[] array() {
    return bytes;
  }

  int u8() throws DamageException {
    need(1);
    return bytes[at++] & 0xFF;
  }

  int u32() throws DamageException {
    return u8() << 24 | u8() << 16 | u8() << 8 | u8();
  }

  long number() throws DamageException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int b = u8();
      value |= (long) (b & 0x7F) << shift;
      if (b < 0x80) {
        return value;
      }
    }
    throw new DamageException("a number is too long");
  }

  int count() throws DamageException {
    long count = number();
    if (count < 0 || count > Integer.MAX_VALUE) {
      throw new DamageException("a number is out of range");
    }
    return (int) count;
  }

  String text() throws DamageException {
    int length = count();
    int start = skip(length);
    return new String(bytes, start, length, StandardCharsets.UTF_8);
  }

  /** Goes over so many bytes; returns where they begin. */
  int skip(int length) throws DamageException {
    need(length);
    int start = at;
    at += length;
    return start;
  }

  private void need(int count) throws DamageException {
    if (count < 0 || count > bytes.length - at) {
      throw new DamageException("a record ends too early");
    }
  }
}
