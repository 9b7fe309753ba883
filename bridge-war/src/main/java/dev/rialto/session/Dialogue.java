package dev.rialto.session;

import dev.rialto.wire.MalformedPacketException;
import dev.rialto.wire.Packet;

/** One connection's conversation with the engine. */
public interface Dialogue {
  /** A packet came. One thread at a time, in the order of arrival. */
  void on(Packet packet);

  /** What came is no packet: nothing can follow it. The thread that brings packets. */
  void malformed(MalformedPacketException e);

  /** The link has been congested and no longer is. Any thread. */
  void drained();

  /**
   * The edge can't go on: the connection is lost, or must be. The engine closes its link. Any
   * thread; only the first call counts.
   */
  void closed(Cause why);
}
