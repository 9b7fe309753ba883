package dev.rialto.session;

import dev.rialto.observe.Counter;
import dev.rialto.observe.Counters;
import dev.rialto.route.Router;
import dev.rialto.route.Subscriber;
import dev.rialto.store.Change;
import dev.rialto.store.Store;
import dev.rialto.time.Scheduler;
import dev.rialto.topic.TopicFilter;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Qos;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The state of one client (MQTT 3.1.1 section 3.1.2.4) that outlives its connections:
 * subscriptions, what it is owed, and which QoS 2 messages it is sending. Has at most one
 * connection at a time.
 *
 * <p>Any thread may call. State is guarded by one lock, this session's own; what was decided under
 * it is carried out after its release, see {@link Effects}.
 */
final class Session implements Subscriber {
  private static final Logger LOG = System.getLogger(Session.class.getName());

  private final String clientId;
  private final boolean persistent;
  private final Counters counters;
  private final Store store;
  private final Router router;

  private final Object lock = new Object();
  private final Outbound outbound;
  private final Effects effects;
  private final Map<String, TopicFilter> subscriptions = new HashMap<>();
  private final Set<Integer> receivedQos2 = new HashSet<>();
  private Connection connection;
  private Scheduler.Task expiry;
  private boolean ended;
  private boolean overflowed;

  /** Where QoS 0 messages go, past the lock; null unless CONNACK has been sent. */
  private volatile Link live;

  Session(
      String clientId,
      boolean persistent,
      Limits limits,
      Counters counters,
      Store store,
      Router router) {
    this.clientId = clientId;
    this.persistent = persistent;
    this.counters = counters;
    this.store = store;
    this.router = router;
    outbound = new Outbound(clientId, persistent, limits);
    effects = new Effects(lock, store, this::goLive, this::advance);
  }

  @Override
  public String clientId() {
    return clientId;
  }

  @Override
  public boolean isPersistent() {
    return persistent;
  }

  @Override
  public boolean isConnected() {
    return live != null;
  }

  // --- connections ---

  /**
   * Gives the session its connection, in place of an earlier one, and sends CONNACK and then
   * whatever is owed. Returns false when the session has ended meanwhile.
   */
  boolean attach(Connection next, Packet.ConnAck greeting) {
    Connection previous;
    synchronized (lock) {
      if (ended) {
        return false;
      }
      previous = connection;
      connection = next;
      live = null;
      if (expiry != null) {
        expiry.cancel();
        expiry = null;
      }
      Decision decision = effects.decisionFor(next.link());
      decision.send(greeting); // the first packet of all [MQTT-3.2.0-1]
      effects.add(new Effect.GoLive(next.link()));
      outbound.resume(decision);
      outbound.advance(next.link(), decision);
    }
    if (previous != null) {
      previous.close(Cause.TAKEN_OVER); // [MQTT-3.1.4-2]
    }
    effects.run();
    return true;
  }

  private void goLive(Link link) {
    synchronized (lock) {
      if (connection != null && connection.link() == link) {
        live = link;
      }
    }
  }

  private void advance(Link link) {
    synchronized (lock) {
      if (connection != null && connection.link() == link) {
        outbound.advance(link, effects.decisionFor(link));
      }
    }
  }

  /** Takes the connection away, unless another one has its place already. */
  boolean detach(Connection gone) {
    synchronized (lock) {
      if (connection != gone) {
        return false;
      }
      connection = null;
      live = null;
      outbound.linkLost();
      return true;
    }
  }

  /** Remembers when to forget the session; a new connection cancels it. */
  void expireBy(Scheduler.Task task) {
    synchronized (lock) {
      if (connection == null && !ended) {
        expiry = task;
        return;
      }
    }
    task.cancel();
  }

  /** Ends the session and its connection, and forgets all that belongs to it. */
  void end(Cause why) {
    Connection last;
    synchronized (lock) {
      if (ended) {
        return;
      }
      ended = true;
      last = connection;
      connection = null;
      live = null;
      if (expiry != null) {
        expiry.cancel();
      }
      subscriptions.values().forEach(filter -> router.unsubscribe(this, filter));
      subscriptions.clear();
      counters.count(Counter.DROPPED_WITH_SESSION, outbound.owed());
    }
    if (persistent) {
      store.append(new Change.SessionEnded(clientId));
    }
    if (last != null) {
      last.close(why);
    }
  }

  /** The connection, or {@code null}. */
  Connection connection() {
    synchronized (lock) {
      return connection;
    }
  }

  // --- messages to the client ---

  @Override
  public void deliver(Message message, Qos qos, boolean retained, long position) {
    if (qos == Qos.AT_MOST_ONCE && !retained) {
      deliverLive(message);
      return;
    }
    synchronized (lock) {
      if (ended || (connection == null && qos == Qos.AT_MOST_ONCE)) {
        return;
      }
      if (!outbound.offer(new Outgoing(message, qos, retained, position))) {
        overflow(position);
        return;
      }
      if (connection != null) {
        outbound.advance(connection.link(), effects.decisionFor(connection.link()));
      }
    }
    effects.run();
  }

  private void deliverLive(Message message) {
    Link link = live;
    if (link == null) {
      return; // nobody owes QoS 0 to a client that is away
    }
    if (link.congested()) {
      counters.count(Counter.DROPPED_OUTBOX_FULL);
    } else {
      link.deliver(message, Delivery.LIVE);
    }
  }

  /** The caller holds the lock. */
  private void overflow(long position) {
    counters.count(Counter.DROPPED_QUEUE_FULL);
    if (position != Store.NO_POSITION) {
      effects.add(new Effect.Persist(new Change.Consumed(clientId, position)));
    }
    if (!overflowed) {
      overflowed = true;
      LOG.log(
          Level.WARNING,
          "The queue of client {0} is full: new messages are dropped for it.",
          Printable.of(clientId));
    }
  }

  /** There is room on the link again. */
  void drained(Connection from) {
    decide(from, (outgoing, decision) -> {});
  }

  /** An acknowledgement came: PUBACK, PUBREC or PUBCOMP. */
  void acknowledged(Connection from, Packet acknowledgement) {
    decide(
        from,
        (outgoing, decision) -> {
          switch (acknowledgement.type()) {
            case PUBACK ->
                outgoing.acknowledged(((Packet.PubAck) acknowledgement).packetId(), decision);
            case PUBREC ->
                outgoing.received(((Packet.PubRec) acknowledgement).packetId(), decision);
            case PUBCOMP ->
                outgoing.completed(((Packet.PubComp) acknowledgement).packetId(), decision);
            default -> throw new IllegalArgumentException(acknowledgement.type().name());
          }
        });
  }

  private void decide(Connection from, BiConsumer<Outbound, Decision> rule) {
    synchronized (lock) {
      if (connection != from) {
        return; // a connection that was taken over has nothing to say
      }
      Decision decision = effects.decisionFor(from.link());
      rule.accept(outbound, decision);
      outbound.advance(from.link(), decision);
    }
    effects.run();
  }

  // --- messages from the client ---

  /** Notes the identifier of a QoS 2 message; returns false for a duplicate. [MQTT-4.3.3-2] */
  boolean received(int packetId) {
    synchronized (lock) {
      return receivedQos2.add(packetId);
    }
  }

  /** PUBREL: the identifier may be used again; returns whether it was in use. */
  boolean completed(int packetId) {
    synchronized (lock) {
      return receivedQos2.remove(packetId);
    }
  }

  // --- subscriptions ---

  /** Subscribes, in place of an earlier subscription with the same filter. [MQTT-3.8.4-3] */
  void subscribe(TopicFilter filter, Qos granted) {
    synchronized (lock) {
      if (ended) {
        return;
      }
      subscriptions.put(filter.value(), filter);
      router.subscribe(this, filter, granted);
    }
  }

  /** Takes a subscription back, if there is one; returns whether there was. */
  boolean unsubscribe(String filter) {
    synchronized (lock) {
      TopicFilter known = subscriptions.remove(filter);
      if (known != null) {
        router.unsubscribe(this, known);
      }
      return known != null;
    }
  }
}
