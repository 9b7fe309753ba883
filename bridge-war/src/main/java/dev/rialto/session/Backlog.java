package dev.rialto.session;

import dev.rialto.wire.Packet;
import dev.rialto.wire.PacketWriter;
import dev.rialto.wire.ProtocolVersion;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * What a client sends while its CONNECT is being decided, as it may (section 3.1.4): kept in order,
 * as much as fits. One thread adds, another one hands over, at the same time if need be.
 */
final class Backlog {
  private final int maxPackets;
  private final long maxBytes;
  private final Queue<Packet> packets = new ArrayDeque<>();
  private long bytes;
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

  synchronized Place add(Packet packet, ProtocolVersion version) {
    if (over) {
      return Place.OVER;
    }
    int size = PacketWriter.encode(packet, version).length; // what it takes in memory is about that
    if (packets.size() == maxPackets || bytes + size > maxBytes) {
      return Place.FULL;
    }
    packets.add(packet);
    bytes += size;
    return Place.KEPT;
  }

  /** Hands everything over in order, what comes meanwhile too, until there is nothing left. */
  void drainTo(Consumer<Packet> taker) {
    Packet packet;
    while ((packet = next()) != null) {
      taker.accept(packet);
    }
  }

  private synchronized Packet next() {
    over = packets.isEmpty();
    return packets.poll();
  }
}
