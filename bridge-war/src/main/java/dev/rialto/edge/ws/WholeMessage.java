package dev.rialto.edge.ws;

import dev.rialto.wire.Payload;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A message that is put together from its parts, up to a size. One thread at a time. */
final class WholeMessage {
  private static final byte[] NOTHING = new byte[0];

  private final int most;
  private byte[] bytes = NOTHING;
  private int length;

  /**
   * Nothing yet.
   *
   * @param most bytes of a message
   */
  WholeMessage(int most) {
    this.most = most;
  }

  /** Adds a part; returns whether there is room for it. */
  boolean add(ByteBuffer part) {
    int size = part.remaining();
    if (size > most - length) {
      return false;
    }
    if (length + size > bytes.length) { // as much as has come, and as much again
      bytes = Arrays.copyOf(bytes, Math.min(most, Math.max(length + size, 2 * length)));
    }
    part.get(bytes, length, size);
    length += size;
    return true;
  }

  /** All of it, to begin with the next. */
  Payload take() {
    Payload whole =
        new Payload(bytes.length == length ? bytes : Arrays.copyOf(bytes, length), 0, length);
    bytes = NOTHING;
    length = 0;
    return whole;
  }
}
