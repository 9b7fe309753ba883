package dev.rialto.session;

import dev.rialto.topic.TopicFilter;
import dev.rialto.wire.MalformedPacketException;
import dev.rialto.wire.Packet;
import dev.rialto.wire.ReasonCode;

/** One connection's conversation with the engine. */
public interface Dialogue {
  /** A packet came. One thread at a time, in the order of arrival. */
  void on(Packet packet);

  /** What came is no packet: nothing can follow it. The thread that brings packets. */
  void malformed(MalformedPacketException e);

  /** What the client may read of a filter's topics without subscribing. Any thread. */
  default Recall recall(TopicFilter filter) {
    return Recall.refused(ReasonCode.NOT_AUTHORIZED);
  }

  /** The link has been congested and no longer is. Any thread. */
  void drained();

  /**
   * The edge can't go on: the connection is lost, or must be. The engine closes its link. Any
   * thread; only the first call counts.
   */
  void closed(Cause why);
}
