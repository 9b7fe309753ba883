package dev.rialto.session;

import dev.rialto.observe.Counter;
import dev.rialto.observe.Counters;
import dev.rialto.observe.WaitingMemory;
import dev.rialto.route.Subscriber;
import dev.rialto.store.Change;
import dev.rialto.store.Store;
import dev.rialto.store.Transaction;
import dev.rialto.time.Scheduler;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Qos;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * Everything that a session sends, but the answers to its client's own packets. What happens to it
 * becomes an {@link Event}; events are handled one at a time, by the rules of {@link Outbound}.
 *
 * <p>Any thread may call; no call blocks.
 */
final class Sender {
  private static final Logger LOG = System.getLogger(Sender.class.getName());

  /** Above so many, whoever publishes should let the client's acknowledgements through. */
  private static final int MANY = 8192;

  /** Up to so many bytes that wait, or are on their way, a client counts as one that takes them. */
  private static final int LITTLE = 1 << 20;

  /** So exactly it is noted how much waits. */
  private static final int STEP = 1 << 10;

  private final Subscriber session;
  private final int maxWaiting;
  private final Counters counters;
  private final Store store;
  private final LongSupplier clock;
  private final AtomicBoolean overflowed = new AtomicBoolean();
  private final Mailbox<Event> mailbox = new Mailbox<>(this::handle, this::flush);

  // touched only while handling an event
  private final Outbound outbound;
  private final Effects effects;
  private Link link;
  private Decision decision;
  private boolean away; // as the store has been told
  private boolean ended;

  private final WaitingMemory.Part memory;

  /** How many messages the queue had when events were last handled. */
  private volatile int waiting;

  /** How much memory they took, with those on their way. */
  private volatile long resident;

  /** Where QoS 0 messages go, past the mailbox; null unless CONNACK has been sent. */
  private volatile Event.Attached live;

  /**
   * Nobody is connected yet.
   *
   * @param violated closes the connection of a link, whose client has broken a rule
   */
  Sender(
      Subscriber session,
      Limits limits,
      Counters counters,
      Store store,
      Scheduler scheduler,
      BiConsumer<Link, Cause> violated) {
    this.session = session;
    this.maxWaiting = limits.queueMessages();
    this.counters = counters;
    this.store = store;
    memory = counters.waiting().part(STEP);
    clock = scheduler::now;
    outbound = new Outbound(session, limits, clock);
    effects = new Effects(store, counters, () -> mailbox.post(new Event.Stored()), violated);
    decision = effects.decisionFor(null);
  }

  /** Whether messages can be sent at the moment. */
  boolean isLive() {
    return live != null;
  }

  /** Whether a message would be on its way at once, or soon. */
  boolean takesSoon() {
    Event.Attached now = live;
    return now != null && resident < LITTLE && !now.link().congested();
  }

  /** A QoS 0 message: sent, or dropped and counted, now. */
  void deliverLive(Message message, Delivery delivery) {
    Event.Attached now = live;
    if (now == null) {
      return; // nobody owes QoS 0 to a client that is away
    }
    if (now.link().congested()) {
      counters.count(Counter.DROPPED_OUTBOX_FULL);
    } else if (!message.expires()) {
      send(message, delivery, now);
    } else if (message.isExpired(clock.getAsLong())) { // published with QoS 1, it waited for a disk
      counters.count(Counter.DROPPED_EXPIRED);
    } else {
      send(message, message.left(delivery, clock.getAsLong()), now);
    }
  }

  private void send(Message message, Delivery delivery, Event.Attached to) {
    if (!to.terms().fits(message, delivery)) { // [MQTT-3.1.2-25]
      counters.count(Counter.DROPPED_TOO_LARGE);
      return;
    }
    try {
      to.link().deliver(message, delivery);
      to.link().flush();
    } catch (RuntimeException e) { // the message's other recipients have nothing to do with it
      LOG.log(Level.ERROR, "A message could not be sent to one client.", e);
    }
  }

  /**
   * A message to be sent when it is its turn. Returns whether the client, if it is here, keeps up.
   */
  boolean deliver(Outgoing message) {
    int onTheWay = mailbox.size();
    if (onTheWay > maxWaiting + 1) { // even the way to the queue is full
      overflow(message);
    } else {
      mailbox.post(message);
    }
    return onTheWay + waiting < MANY || live == null || live.link().congested();
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
        left(detached.expiry());
      }
    } else if (event instanceof Event.Restored restored) {
      restored.owed().forEach(outbound::restore);
    } else if (event instanceof Event.WillLeft left) {
      if (session.isPersistent()) {
        decision.persist(new Change.WillLeft(session.number(), left.will()));
      }
    } else if (event instanceof Event.Stored) {
      effects.proceed();
    } else if (event instanceof Event.Ended) {
      ended = true;
      detach();
      counters.count(Counter.DROPPED_WITH_SESSION, outbound.discard(decision));
    }
    if (link != null) {
      outbound.advance(decision);
    }
  }

  private void take(Outgoing message) {
    if (link == null && message.qos() == Qos.AT_MOST_ONCE) {
      return;
    }
    if (link == null && outbound.passOn(message, !ended, decision)) {
      return; // it was on its way when the member left
    }
    if (ended) {
      counters.count(Counter.DROPPED_WITH_SESSION);
      if (message.share() != null && message.position() != Store.NO_POSITION) {
        consumed(message); // the session's end has left it in the store
      }
      return;
    }
    if (!outbound.offer(message, decision)) {
      overflow(message);
    }
  }

  /** Any thread. */
  private void overflow(Outgoing message) {
    counters.count(Counter.DROPPED_QUEUE_FULL);
    if (message.position() != Store.NO_POSITION) {
      consumed(message);
    }
    if (overflowed.compareAndSet(false, true)) {
      LOG.log(
          Level.WARNING,
          "The queue of client {0} is full: new messages are dropped for it.",
          Printable.of(session.clientId()));
    }
  }

  private void consumed(Outgoing message) {
    Change consumed = new Change.Consumed(session.number(), message.position());
    store.note(Transaction.upkeep(consumed));
  }

  private void answer(Packet answer) {
    switch (answer.type()) {
      case PUBACK -> outbound.acknowledged(((Packet.PubAck) answer).packetId(), decision);
      case PUBREC -> {
        Packet.PubRec received = (Packet.PubRec) answer;
        outbound.received(received.packetId(), received.reason(), decision);
      }
      case PUBCOMP -> outbound.completed(((Packet.PubComp) answer).packetId(), decision);
      default -> throw new IllegalArgumentException(answer.type().name());
    }
  }

  private void attach(Event.Attached attached) {
    link = attached.link();
    decision = effects.decisionFor(link);
    live = attached;
    if (away) {
      away = false;
      decision.persist(new Change.Resumed(session.number(), attached.terms().sessionExpiry()));
    }
    outbound.resume(attached.terms());
  }

  private void left(Duration expiry) {
    away = session.isPersistent() && !expiry.isZero();
    if (away) {
      decision.persist(new Change.Left(session.number(), expiry));
    }
  }

  private void detach() {
    live = null;
    link = null;
    decision = effects.decisionFor(null);
    outbound.linkLost(decision);
  }

  private void flush() {
    waiting = outbound.waiting();
    resident = outbound.resident();
    memory.is(resident);
    effects.flush();
    if (link != null) {
      link.flush();
    }
  }
}
