package dev.rialto.edge.ws.frame;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The masking of RFC 6455 section 5.3. */
final class Mask {
  private Mask() {}

  /**
   * Masks or unmasks, in place, the bytes from {@code from} to {@code to} of a buffer.
   *
   * @param key the four bytes of the mask, the first one highest
   * @param offset how many bytes of the payload came before these
   */
  static void apply(ByteBuffer buffer, int from, int to, int key, long offset) {
    int turned = Integer.rotateLeft(key, (int) (offset & 3) * 8);
    if (turned == 0) {
      return; // devices that save the work
    }
    ByteOrder order = buffer.order();
    buffer.order(ByteOrder.BIG_ENDIAN);
    long wide = (long) turned << 32 | (turned & 0xFFFF_FFFFL);
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      buffer.putLong(at, buffer.getLong(at) ^ wide);
    }
    for (int turn = 0; at < to; at++, turn++) {
      buffer.put(at, (byte) (buffer.get(at) ^ turned >>> (24 - 8 * (turn & 3))));
    }
    buffer.order(order);
  }
}
