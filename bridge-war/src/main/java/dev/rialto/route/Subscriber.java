package dev.rialto.route;

import dev.rialto.wire.Message;
import dev.rialto.wire.Qos;

/**
 * What a session is to the router. Compared by identity. Every method may be called by any thread,
 * returns soon and never throws.
 */
public interface Subscriber {
  /** The client identifier. */
  String clientId();

  /** Whether what it is owed must survive a crash. */
  boolean isPersistent();

  /** Whether it has a connection at the moment; shared subscriptions prefer those. */
  boolean isConnected();

  /**
   * Takes a message over: sends it, queues it, or drops and counts it.
   *
   * @param qos what the subscription grants of what was published
   * @param retained whether it comes out of the retained messages
   * @param position where the store has it, for a persistent subscriber and QoS 1 or 2
   */
  void deliver(Message message, Qos qos, boolean retained, long position);
}
