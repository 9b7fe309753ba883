package dev.rialto.route;

import dev.rialto.topic.TopicName;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;

/**
 * What a session is to the router. Compared by identity. Every method may be called by any thread,
 * returns soon and never throws.
 */
public interface Subscriber {
  /** The client identifier. */
  String clientId();

  /** Whether what it is owed must survive a crash. */
  boolean isPersistent();

  /** By which number the store knows it, if it is persistent. */
  long number();

  /** Whether it has a connection at the moment; shared subscriptions prefer those. */
  boolean isConnected();

  /** Whether what it is given leaves at once, or soon, and so takes no memory for long. */
  boolean takesSoon();

  /** Whether it may have messages of that topic; asked for each of them. */
  boolean mayRead(TopicName topic);

  /**
   * Whether a message that has just been published comes to it out of the history. Then it needs
   * neither this one, nor what the store has for it at that position.
   */
  default boolean recalls(Message message, long position) {
    return false;
  }

  /** Takes a message that has just been published with QoS 0: sends it, or drops and counts it. */
  void deliverLive(Message message, Delivery delivery);

  /**
   * Takes a message over: sends it, queues it, or drops and counts it.
   *
   * @param delivery without an identifier
   * @param position where the store has it, for a persistent subscriber and QoS 1 or 2
   * @param share the shared subscription that it comes from, or {@code null}
   * @return whether it keeps up; if not, much waits already for a client that is taking it
   */
  boolean deliver(Message message, Delivery delivery, long position, Share share);
}
