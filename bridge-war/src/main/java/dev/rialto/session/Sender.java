package dev.rialto.session;

import dev.rialto.observe.Counter;
import dev.rialto.observe.Counters;
import dev.rialto.store.Change;
import dev.rialto.store.Store;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Qos;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Everything that a session sends, but the answers to its client's own packets. What happens to it
 * becomes an {@link Event}; events are handled one at a time, by the rules of {@link Outbound}.
 *
 * <p>Any thread may call; no call blocks.
 */
final class Sender {
  private static final Logger LOG = System.getLogger(Sender.class.getName());

  private final String clientId;
  private final int maxWaiting;
  private final Counters counters;
  private final Store store;
  private final AtomicBoolean overflowed = new AtomicBoolean();
  private final Mailbox<Event> mailbox = new Mailbox<>(this::handle, this::flush);

  // touched only while handling an event
  private final Outbound outbound;
  private final Effects effects;
  private Link link;
  private Decision decision;
  private boolean ended;

  /** Where QoS 0 messages go, past the mailbox; null unless CONNACK has been sent. */
  private volatile Link live;

  Sender(String clientId, boolean persistent, Limits limits, Counters counters, Store store) {
    this.clientId = clientId;
    this.maxWaiting = limits.queueMessages();
    this.counters = counters;
    this.store = store;
    outbound = new Outbound(clientId, persistent, limits);
    effects = new Effects(store, () -> mailbox.post(new Event.Stored()));
  }

  /** Whether messages can be sent at the moment. */
  boolean isLive() {
    return live != null;
  }

  /** A QoS 0 message: sent, or dropped and counted, now. */
  void deliverLive(Message message) {
    Link now = live;
    if (now == null) {
      return; // nobody owes QoS 0 to a client that is away
    }
    if (now.congested()) {
      counters.count(Counter.DROPPED_OUTBOX_FULL);
    } else {
      now.deliver(message, Delivery.LIVE);
      now.flush();
    }
  }

  /** A message to be sent when it is its turn. */
  void deliver(Outgoing message) {
    if (mailbox.size() > maxWaiting + 1) { // even the way to the queue is full
      overflow(message);
    } else {
      mailbox.post(message);
    }
  }

  /** Something else happened. */
  void post(Event event) {
    mailbox.post(event);
  }

  /**
   * Notes an event under the caller's lock; if true, the caller must {@link #handleEvents} then.
   */
  boolean note(Event event) {
    return mailbox.add(event);
  }

  /** See {@link #note}. */
  void handleEvents() {
    mailbox.handle();
  }

  private void handle(Event event) {
    if (event instanceof Outgoing message) {
      take(message);
    } else if (event instanceof Event.Answered answered) {
      if (answered.link() == link) { // one that was taken over has nothing to say
        answer(answered.answer());
      }
    } else if (event instanceof Event.Attached attached) {
      attach(attached);
    } else if (event instanceof Event.Detached detached) {
      if (detached.link() == link) {
        detach();
      }
    } else if (event instanceof Event.Stored) {
      effects.proceed();
    } else if (event instanceof Event.Ended) {
      ended = true;
      detach();
      counters.count(Counter.DROPPED_WITH_SESSION, outbound.discard());
    }
    if (link != null) {
      outbound.advance(decision);
    }
  }

  private void take(Outgoing message) {
    if (ended || (link == null && message.qos() == Qos.AT_MOST_ONCE)) {
      return;
    }
    if (!outbound.offer(message)) {
      overflow(message);
    }
  }

  /** Any thread. */
  private void overflow(Outgoing message) {
    counters.count(Counter.DROPPED_QUEUE_FULL);
    if (message.position() != Store.NO_POSITION) {
      store.append(new Change.Consumed(clientId, message.position()));
    }
    if (overflowed.compareAndSet(false, true)) {
      LOG.log(
          Level.WARNING,
          "The queue of client {0} is full: new messages are dropped for it.",
          Printable.of(clientId));
    }
  }

  private void answer(Packet answer) {
    switch (answer.type()) {
      case PUBACK -> outbound.acknowledged(((Packet.PubAck) answer).packetId(), decision);
      case PUBREC -> outbound.received(((Packet.PubRec) answer).packetId(), decision);
      case PUBCOMP -> outbound.completed(((Packet.PubComp) answer).packetId(), decision);
      default -> throw new IllegalArgumentException(answer.type().name());
    }
  }

  private void attach(Event.Attached attached) {
    link = attached.link();
    decision = effects.decisionFor(link);
    live = link;
    outbound.resume(decision);
  }

  private void detach() {
    live = null;
    link = null;
    outbound.linkLost();
  }

  private void flush() {
    if (link != null) {
      link.flush();
    }
  }
}
