package dev.rialto.session;

import dev.rialto.session.Inflight.Entry;
import dev.rialto.store.Change;
import dev.rialto.store.Store;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Qos;

/**
 * The rules for messages to one client (MQTT 3.1.1 sections 4.3 and 4.4): what is in flight, what
 * waits, what each acknowledgement sets free. Decides, and does nothing: every method puts what is
 * to be done into the decision that it is given. Used by one thread at a time.
 */
final class Outbound {
  private final String clientId;
  private final boolean persistent;
  private final Inflight inflight;
  private final OfflineQueue queue;

  Outbound(String clientId, boolean persistent, Limits limits) {
    this.clientId = clientId;
    this.persistent = persistent;
    inflight = new Inflight(limits.inflight());
    queue = new OfflineQueue(limits.queueMessages(), limits.queueBytes());
  }

  /** Takes a message over; returns false when the queue is full, and the message is not kept. */
  boolean offer(Outgoing message) {
    return queue.offer(message);
  }

  /** Sends what there is room for. */
  void advance(Decision decision) {
    Outgoing next;
    while ((next = queue.peek()) != null && !decision.isHeldUp()) {
      if (next.qos() == Qos.AT_MOST_ONCE) {
        queue.remove();
        decision.send(new Packet.Publish(next.message(), first(next, 0)));
      } else if (!inflight.isFull()) {
        queue.remove();
        begin(inflight.add(next), decision);
      } else {
        return;
      }
    }
  }

  private void begin(Entry entry, Decision decision) {
    Outgoing message = entry.message;
    if (message.qos() == Qos.EXACTLY_ONCE) {
      persist(new Change.Sent(clientId, message.position(), entry.packetId), decision);
    }
    decision.send(new Packet.Publish(message.message(), first(message, entry.packetId)));
  }

  private static Delivery first(Outgoing message, int packetId) {
    return new Delivery(message.qos(), false, message.retained(), packetId);
  }

  /** PUBACK: the client has a QoS 1 message. */
  void acknowledged(int packetId, Decision decision) {
    finish(packetId, Qos.AT_LEAST_ONCE, decision);
  }

  /** PUBREC: the client has a QoS 2 message. Answered also when unknown. [MQTT-4.3.3-1] */
  void received(int packetId, Decision decision) {
    Entry entry = inflight.get(packetId);
    if (entry != null && entry.message.qos() == Qos.EXACTLY_ONCE && !entry.released) {
      entry.released = true;
      persist(new Change.Released(clientId, entry.message.position()), decision);
    }
    decision.send(new Packet.PubRel(packetId));
  }

  /** PUBCOMP: the client has forgotten the identifier of a QoS 2 message. */
  void completed(int packetId, Decision decision) {
    Entry entry = inflight.get(packetId);
    if (entry != null && entry.released) {
      finish(packetId, Qos.EXACTLY_ONCE, decision);
    }
  }

  /** An acknowledgement of the wrong kind, or for nothing in flight, changes nothing. */
  private void finish(int packetId, Qos qos, Decision decision) {
    Entry entry = inflight.get(packetId);
    if (entry == null || entry.message.qos() != qos) {
      return;
    }
    inflight.remove(packetId);
    if (persistent && entry.message.position() != Store.NO_POSITION) {
      decision.persist(new Change.Consumed(clientId, entry.message.position()));
    }
  }

  /** The client is back: everything unacknowledged goes out again, in order. [MQTT-4.4.0-1] */
  void resume(Decision decision) {
    for (Entry entry : inflight.entries()) {
      Outgoing message = entry.message;
      decision.send(
          entry.released
              ? new Packet.PubRel(entry.packetId)
              : new Packet.Publish(
                  message.message(),
                  new Delivery(message.qos(), true, message.retained(), entry.packetId)));
    }
  }

  /** The client is away. */
  void linkLost() {
    queue.dropQos0();
  }

  /** Forgets everything, as the router may remember its session; returns how much was owed. */
  int discard() {
    int owed = queue.size() + inflight.entries().size();
    queue.clear();
    inflight.entries().clear();
    return owed;
  }

  private void persist(Change change, Decision decision) {
    if (persistent) {
      decision.persist(change);
      decision.awaitStore();
    }
  }
}
