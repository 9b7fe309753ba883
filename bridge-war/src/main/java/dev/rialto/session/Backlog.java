package dev.rialto.session;

import dev.rialto.wire.Packet;
import dev.rialto.wire.PacketWriter;
import dev.rialto.wire.ProtocolVersion;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * What a client sends while its CONNECT is being decided, as it may (section 3.1.4): kept in order,
 * as much as fits. One thread adds; another one, or the same, hands over.
 */
final class Backlog {
  private final int maxPackets;
  private final long maxBytes;
  private final Queue<Packet> packets = new ArrayDeque<>();
  private long bytes;
  private Thread drainer; // null until it is handed over
  private boolean over;

  /** Nothing yet. */
  Backlog(Limits limits) {
    maxPackets = limits.receive();
    maxBytes = limits.packetSize();
  }

  /** What became of a packet. */
  enum Place {
    KEPT,
    /** There is no room. */
    FULL,
    /** Everything has been handed over: whoever brings it can deal with it. */
    OVER
  }

  /**
   * Takes a packet. Waits while another thread is handing over, which is a matter of milliseconds:
   * if it could add more meanwhile, a client that never stops would keep that thread for ever.
   */
  synchronized Place add(Packet packet, ProtocolVersion version) {
    boolean byDrainer = drainer == Thread.currentThread(); // what is handled makes more of it
    while (drainer != null && !byDrainer && !over) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // the container is in a hurry
        return Place.FULL;
      }
    }
    if (over) {
      return Place.OVER;
    }
    int size = PacketWriter.encode(packet, version).length; // what it takes in memory is about that
    if (!byDrainer && (packets.size() == maxPackets || bytes + size > maxBytes)) {
      return Place.FULL;
    }
    packets.add(packet);
    bytes += size;
    return Place.KEPT;
  }

  /** Hands everything over in order; from then on there is nothing to wait for. */
  void drainTo(Consumer<Packet> taker) {
    try {
      Packet packet;
      while ((packet = next()) != null) {
        taker.accept(packet);
      }
    } finally {
      finish();
    }
  }

  private synchronized Packet next() {
    drainer = Thread.currentThread();
    if (packets.isEmpty()) {
      finish();
    }
    return packets.poll();
  }

  private synchronized void finish() {
    over = true;
    notifyAll();
  }
}
