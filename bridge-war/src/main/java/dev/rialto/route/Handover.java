package dev.rialto.route;

import dev.rialto.history.History;
import dev.rialto.store.Change;
import dev.rialto.store.Store;
import dev.rialto.store.Transaction;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Qos;

/**
 * A message on its way to one subscriber, who gets it once the store has what it must have.
 *
 * @param offsets whether the subscriber has begun with the history, and wants to know its places
 * @param place of what the subscriber is owed in the transaction; {@link #NOT_OWED} if not at all
 */
record Handover(
    Subscriber subscriber,
    Message message,
    Delivery delivery,
    boolean offsets,
    Share share,
    int place) {
  static final int NOT_OWED = -1;

  /** Adds to the transaction what a persistent subscriber is owed. */
  static Handover of(
      Subscriber subscriber, Message message, Delivery delivery, Share share, Transaction with) {
    return of(subscriber, message, delivery, false, share, with);
  }

  /** The same for who may have begun with the history. */
  static Handover of(
      Subscriber subscriber,
      Message message,
      Delivery delivery,
      boolean offsets,
      Share share,
      Transaction with) {
    boolean owed =
        delivery.qos() != Qos.AT_MOST_ONCE
            && subscriber.isPersistent()
            && !message.topic().isReserved(); // of itself, the server would say it anew
    Change.Origin origin = share == null ? null : share.origin();
    int place =
        owed
            ? with.add(new Change.Queued(subscriber.number(), message, delivery, origin))
            : NOT_OWED;
    return new Handover(subscriber, message, delivery, offsets, share, place);
  }

  /**
   * Hands over a message that has just been published; returns whether the subscriber keeps up.
   *
   * @param stored the transaction of {@link #of}
   */
  boolean handOver(Transaction stored, History history) {
    if (offsets) {
      return follow(stored, history);
    }
    if (delivery.qos() == Qos.AT_MOST_ONCE) {
      subscriber.deliverLive(message, delivery);
      return true; // or it was dropped
    }
    return queue(stored);
  }

  /** Behind what has come out of the history, also with QoS 0: through the subscriber's queue. */
  private boolean follow(Transaction stored, History history) {
    long position = position(stored);
    return subscriber.recalls(message, position)
        || subscriber.deliver(message, history.located(message, delivery), position, share);
  }

  private long position(Transaction stored) {
    return place != NOT_OWED && stored != null ? stored.number(place) : Store.NO_POSITION;
  }

  /**
   * Hands over a message that goes out when there is room for it, whatever its QoS; returns whether
   * the subscriber keeps up.
   *
   * @param stored the transaction of {@link #of}, or {@code null} if it was refused
   */
  boolean queue(Transaction stored) {
    return subscriber.deliver(message, delivery, position(stored), share);
  }
}
