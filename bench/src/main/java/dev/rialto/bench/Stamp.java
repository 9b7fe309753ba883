package dev.rialto.bench;

import java.util.Arrays;

/**
 * The payload of every message: who sent it, its place in the order, when, and a filler that shows
 * damage. Each number is big-endian.
 */
final class Stamp {
  /** Bytes of publisher, sequence number and time. */
  static final int LENGTH = 4 + 8 + 8;

  private final byte[] filler;

  /** For payloads of this many bytes, at least {@link #LENGTH}. */
  Stamp(int payload) {
    filler = new byte[payload - LENGTH];
    for (var i = 0; i < filler.length; i++) {
      filler[i] = (byte) (i * 31 + (i >> 8));
    }
  }

  /** Writes a payload; the time is of {@link System#nanoTime}. */
  void write(byte[] out, int at, int publisher, long sequence, long time) {
    Bytes.putInt32(out, at, publisher);
    Bytes.putInt64(out, at + 4, sequence);
    Bytes.putInt64(out, at + 12, time);
    System.arraycopy(filler, 0, out, at + LENGTH, filler.length);
  }

  /** Whether the length and the filler are as they were written. */
  boolean isIntact(byte[] in, int from, int to) {
    return to - from == LENGTH + filler.length
        && Arrays.equals(in, from + LENGTH, to, filler, 0, filler.length);
  }

  static int publisher(byte[] in, int at) {
    return Bytes.int32(in, at);
  }

  static long sequence(byte[] in, int at) {
    return Bytes.int64(in, at + 4);
  }

  static long time(byte[] in, int at) {
    return Bytes.int64(in, at + 12);
  }
}
