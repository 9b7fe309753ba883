package dev.rialto.session;

import dev.rialto.observe.Counter;
import dev.rialto.route.Subscriber;
import dev.rialto.session.Inflight.Entry;
import dev.rialto.store.Change;
import dev.rialto.store.Store;
import dev.rialto.store.Transaction;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Qos;
import dev.rialto.wire.ReasonCode;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The rules for messages to one client (sections 4.3 and 4.4, MQTT 5.0 section 4.9): what is in
 * flight, what waits, what each acknowledgement sets free. Decides, and does nothing: every method
 * puts what is to be done into the decision that it is given. Used by one thread at a time.
 */
final class Outbound {
  private final Subscriber session;
  private final LongSupplier clock;
  private final Inflight inflight = new Inflight();
  private final OfflineQueue queue;
  private Terms terms;

  /**
   * Owes nothing.
   *
   * @param clock nanoseconds, by which messages expire
   */
  Outbound(Subscriber session, Limits limits, LongSupplier clock) {
    this.session = session;
    this.clock = clock;
    queue = new OfflineQueue(limits.queueMessages(), limits.queueBytes());
  }

  /** Takes a message over; returns false when the queue is full, and the message is not kept. */
  boolean offer(Outgoing message, Decision decision) {
    if (queue.offer(message)) {
      return true;
    }
    return queue.removeExpired(
            clock.getAsLong(), old -> drop(old, Counter.DROPPED_EXPIRED, decision))
        && queue.offer(message);
  }

  /** Takes over what the store has kept; there is room, since there was before. */
  void restore(Event.Owed kept) {
    if (kept.packetId() == 0) {
      queue.restore(kept.message());
    } else {
      inflight.restore(kept.packetId(), kept.message(), kept.released());
    }
  }

  /** How many messages wait that have not been begun with. */
  int waiting() {
    return queue.size();
  }

  /** About how much memory all of it takes. */
  long resident() {
    return queue.resident() + inflight.resident();
  }

  /** The client is here: everything unacknowledged goes out again, in order. [MQTT-4.4.0-1] */
  void resume(Terms agreed) {
    terms = agreed;
    inflight.begin(agreed.receiveMaximum());
  }

  /** Sends what there is room for; the client must be here. */
  void advance(Decision decision) {
    if (!repeat(decision)) {
      return;
    }
    Outgoing next;
    while ((next = queue.peek()) != null && !decision.isHeldUp()) {
      if (isExpired(next)) {
        queue.remove();
        drop(next, Counter.DROPPED_EXPIRED, decision);
      } else if (!session.mayRead(next.message().topic())) {
        queue.remove();
        drop(next, Counter.DROPPED_NOT_READABLE, decision);
      } else if (isLost(next)) {
        queue.remove();
        drop(next, Counter.DROPPED_UNREADABLE, decision);
      } else if (!terms.fits(next.message(), left(next))) { // [MQTT-3.1.2-25]
        queue.remove();
        drop(next, Counter.DROPPED_TOO_LARGE, decision);
      } else if (next.qos() == Qos.AT_MOST_ONCE) {
        queue.remove();
        decision.send(new Packet.Publish(next.message(), left(next)));
      } else if (!inflight.isFull()) {
        queue.remove();
        begin(inflight.add(next), decision);
      } else {
        return;
      }
    }
  }

  /** Returns whether there is nothing more to repeat, so that new messages may follow. */
  private boolean repeat(Decision decision) {
    Entry entry;
    while ((entry = inflight.toRepeat()) != null) {
      if (decision.isHeldUp() || (!entry.released && inflight.isFull())) {
        return false;
      }
      Outgoing message = entry.message;
      if (!entry.released && !session.mayRead(message.message().topic())) {
        inflight.remove(entry.packetId);
        drop(message, Counter.DROPPED_NOT_READABLE, decision);
        continue;
      }
      if (!entry.released && isLost(message)) {
        inflight.remove(entry.packetId);
        drop(message, Counter.DROPPED_UNREADABLE, decision);
        continue;
      }
      if (!entry.released && !terms.fits(message.message(), left(message))) {
        inflight.remove(entry.packetId); // it takes less now than before [MQTT-3.1.2-25]
        drop(message, Counter.DROPPED_TOO_LARGE, decision);
        continue;
      }
      decision.send(
          entry.released
              ? new Packet.PubRel(entry.packetId)
              : new Packet.Publish(
                  message.message(), left(message).withId(entry.packetId).again()));
      inflight.repeated();
    }
    return true;
  }

  private void begin(Entry entry, Decision decision) {
    Outgoing message = entry.message;
    if (message.position() != Store.NO_POSITION) {
      decision.persist(new Change.Sent(session.number(), message.position(), entry.packetId));
      if (message.qos() == Qos.EXACTLY_ONCE) {
        decision.awaitStore(); // or after a crash, the same message could go out as another one
      }
    }
    decision.send(new Packet.Publish(message.message(), left(message).withId(entry.packetId)));
  }

  private boolean isExpired(Outgoing message) {
    return message.message().expires() && message.message().isExpired(clock.getAsLong());
  }

  /** Whether the disk does not give it back; the store has said so. */
  private static boolean isLost(Outgoing message) {
    try {
      message.message().payload();
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  private Delivery left(Outgoing message) {
    return message.message().expires()
        ? message.message().left(message.delivery(), clock.getAsLong())
        : message.delivery();
  }

  private void drop(Outgoing message, Counter why, Decision decision) {
    decision.count(why);
    consumed(message, decision);
  }

  /** PUBACK: the client has a QoS 1 message, or does not want it. */
  void acknowledged(int packetId, Decision decision) {
    finish(packetId, Qos.AT_LEAST_ONCE, decision);
  }

  /** PUBREC: the client has a QoS 2 message, or does not want it. Answered also when unknown. */
  void received(int packetId, ReasonCode reason, Decision decision) {
    if (reason.isError()) { // [MQTT-4.3.3-4] is for success only
      finish(packetId, Qos.EXACTLY_ONCE, decision);
      return;
    }
    Entry entry = inflight.get(packetId);
    boolean known = entry != null;
    if (known && entry.message.qos() != Qos.EXACTLY_ONCE) {
      decision.violation("PUBREC for a message of QoS 1 [MQTT-4.3.2-2]");
      return;
    }
    if (known && !entry.released) {
      entry.released = true;
      if (entry.message.position() != Store.NO_POSITION) {
        decision.persist(new Change.Released(session.number(), entry.message.position()));
        decision.awaitStore();
      }
    }
    decision.send(
        new Packet.PubRel(
            packetId, known ? ReasonCode.SUCCESS : ReasonCode.PACKET_IDENTIFIER_NOT_FOUND));
  }

  /** PUBCOMP: the client has forgotten the identifier of a QoS 2 message. */
  void completed(int packetId, Decision decision) {
    Entry entry = inflight.get(packetId);
    if (entry != null && entry.message.qos() == Qos.EXACTLY_ONCE && !entry.released) {
      decision.violation("PUBCOMP before PUBREC [MQTT-4.3.3-5]");
    } else {
      finish(packetId, Qos.EXACTLY_ONCE, decision);
    }
  }

  /** An acknowledgement for nothing in flight changes nothing: it may have come twice. */
  private void finish(int packetId, Qos qos, Decision decision) {
    Entry entry = inflight.get(packetId);
    if (entry == null) {
      return;
    }
    if (entry.message.qos() != qos) {
      decision.violation("an acknowledgement of another QoS than the message's [MQTT-4.8.0-1]");
      return;
    }
    inflight.remove(packetId);
    consumed(entry.message, decision);
  }

  private void consumed(Outgoing message, Decision decision) {
    if (message.position() != Store.NO_POSITION) {
      decision.persist(new Change.Consumed(session.number(), message.position()));
    }
  }

  /** The client is away: others of its shared subscriptions that are here take its part over. */
  void linkLost(Decision decision) {
    queue.dropQos0();
    passOn(true, decision);
  }

  /**
   * Gives messages of shared subscriptions to other members, but for a QoS 2 message that has been
   * begun with. [MQTT-4.8.2-4], [MQTT-4.8.2-5]
   */
  private void passOn(boolean connectedOnly, Decision decision) {
    for (Entry entry : List.copyOf(inflight.entries())) {
      if (entry.message.qos() == Qos.AT_LEAST_ONCE
          && passOn(entry.message, connectedOnly, decision)) {
        inflight.remove(entry.packetId);
      }
    }
    queue.removeIf(message -> passOn(message, connectedOnly, decision), message -> {});
  }

  /** Gives a message to another member, if there is one; returns whether there was. */
  boolean passOn(Outgoing message, boolean connectedOnly, Decision decision) {
    if (message.share() == null) {
      return false;
    }
    Transaction noLonger = Transaction.upkeep();
    if (message.position() != Store.NO_POSITION) {
      noLonger.add(new Change.Consumed(session.number(), message.position()));
    }
    boolean passed = message.share().passOn(message.message(), session, connectedOnly, noLonger);
    if (passed) {
      decision.count(Counter.PASSED_ON);
    }
    return passed;
  }

  /** Forgets everything, as the router may remember its session; returns how much was owed. */
  int discard(Decision decision) {
    passOn(false, decision);
    int owed = queue.size() + inflight.entries().size();
    inflight.entries().forEach(entry -> abandon(entry.message, decision));
    queue.removeIf(message -> true, message -> abandon(message, decision));
    inflight.clear();
    return owed;
  }

  /**
   * The end of a session leaves what it had of shared subscriptions in the store, to pass it on.
   */
  private void abandon(Outgoing message, Decision decision) {
    if (message.share() != null) {
      consumed(message, decision);
    }
  }
}
