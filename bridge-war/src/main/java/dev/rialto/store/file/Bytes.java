package dev.rialto.store.file;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Collects the fields of a record. Used by one thread at a time. */
final class Bytes {
  private static final int KEPT = 1 << 20;

  private byte[] bytes = new byte[8192];
  private int size;

  int size() {
    return size;
  }

  /** Forgets everything, and what memory one very large record took. */
  void clear() {
    size = 0;
    if (bytes.length > KEPT) {
      bytes = new byte[8192];
    }
  }

  /** Forgets what came after it had that size. */
  void truncate(int to) {
    size = to;
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
    }
  }

  Bytes u8(int value) {
    room(1);
    bytes[size++] = (byte) value;
    return this;
  }

  Bytes u32(int value) {
    room(4);
    for (int shift = 24; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >> shift);
    }
    return this;
  }

  /** A number in as many groups of seven bits as it needs, the lowest first. */
  Bytes number(long value) {
    room(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
    return this;
  }

  Bytes text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return number(utf8.length).raw(utf8, 0, utf8.length);
  }

  Bytes raw(byte[] from, int offset, int length) {
    room(length);
    System.arraycopy(from, offset, bytes, size, length);
    size += length;
    return this;
  }

  /** Puts a number of four bytes over what is there. */
  void put32(int at, int value) {
    ByteBuffer.wrap(bytes).putInt(at, value);
  }

  void put64(int at, long value) {
    ByteBuffer.wrap(bytes).putLong(at, value);
  }

  /** What holds it, and more behind it; good until the next change. */
  byte[] array() {
    return bytes;
  }

  /** All of it, without copying; good until the next change. */
  ByteBuffer buffer() {
    return ByteBuffer.wrap(bytes, 0, size);
  }
}
