package dev.rialto.session;

import java.util.BitSet;

/**
 * Packet identifiers in use, 1 to 65,535. Takes 8 KiB at most, however many there are: a client may
 * never release any. Any thread may call.
 */
final class PacketIds {
  private final BitSet used = new BitSet();

  /** Returns whether it was not in use before. */
  synchronized boolean add(int id) {
    boolean fresh = !used.get(id);
    used.set(id);
    return fresh;
  }

  /** Returns whether it was in use. */
  synchronized boolean remove(int id) {
    boolean known = used.get(id);
    used.clear(id);
    return known;
  }
}
