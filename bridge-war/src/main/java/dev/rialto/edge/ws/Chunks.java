package dev.rialto.edge.ws;

import dev.rialto.edge.ws.frame.FrameWriter;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.PacketWriter;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Packets that wait to be sent, already joined into the WebSocket messages they will be. A packet
 * above the size to which packets are joined gets a message of its own. Guarded by its outbox's
 * lock.
 */
final class Chunks {
  private static final int SMALLEST = 256;

  /** Room in front of each message, for a channel that frames it itself. */
  private static final int HEADROOM = FrameWriter.LONGEST_HEADER;

  /** One WebSocket message to be. */
  private static final class Chunk {
    byte[] bytes;
    int length; // the headroom's included

    Chunk(int capacity) {
      bytes = new byte[HEADROOM + capacity];
      length = HEADROOM;
    }
  }

  private final int joinUpTo;
  private final Deque<Chunk> waiting = new ArrayDeque<>();

  /**
   * Makes an empty one.
   *
   * @param joinUpTo in bytes; 0 never joins two packets
   */
  Chunks(int joinUpTo) {
    this.joinUpTo = joinUpTo;
  }

  void add(byte[] packet) {
    Chunk chunk = roomFor(packet.length);
    System.arraycopy(packet, 0, chunk.bytes, chunk.length, packet.length);
    chunk.length += packet.length;
  }

  /** A copy of what may be shared, with what is its own; returns how many bytes that were. */
  int add(byte[] encoding, Delivery own) {
    Chunk chunk = roomFor(encoding.length);
    PacketWriter.copy(encoding, own, chunk.bytes, chunk.length);
    chunk.length += encoding.length;
    return encoding.length;
  }

  private Chunk roomFor(int size) {
    Chunk last = waiting.peekLast();
    int most = HEADROOM + joinUpTo;
    if (last == null || last.length + size > most) {
      last = new Chunk(Math.max(size, Math.min(SMALLEST, joinUpTo)));
      waiting.add(last);
    } else if (last.length + size > last.bytes.length) {
      int grown = Math.min(most, 2 * last.bytes.length);
      last.bytes = Arrays.copyOf(last.bytes, Math.max(grown, last.length + size));
    }
    return last;
  }

  /** The next WebSocket message, or {@code null}. */
  ByteBuffer poll() {
    Chunk first = waiting.poll();
    return first == null ? null : ByteBuffer.wrap(first.bytes, HEADROOM, first.length - HEADROOM);
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  void clear() {
    waiting.clear();
  }
}
