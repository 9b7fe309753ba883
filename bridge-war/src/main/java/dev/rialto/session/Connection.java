package dev.rialto.session;

import dev.rialto.observe.Counter;
import dev.rialto.store.Change;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Qos;
import dev.rialto.wire.ReasonCode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A connection whose CONNECT was accepted: takes the client's packets to its session and the
 * router, and knows what to do when it ends.
 *
 * <p>{@link #on} is called by one thread at a time; everything else by any.
 */
final class Connection {
  private static final Logger LOG = System.getLogger(Connection.class.getName());

  private final Engine engine;
  private final Peer peer;
  private final Link link;
  private final Packet.Connect connect;
  private final Session session;
  private final PublishRules rules;
  private final Subscriptions subscriptions;
  private final KeepAlive keepAlive;
  private final AtomicBoolean closed = new AtomicBoolean();

  Connection(Engine engine, Peer peer, Link link, Packet.Connect connect, Session session) {
    this.engine = engine;
    this.peer = peer;
    this.link = link;
    this.connect = connect;
    this.session = session;
    rules = new PublishRules(engine);
    subscriptions = new Subscriptions(engine, session, link);
    keepAlive =
        new KeepAlive(
            engine.scheduler(),
            connect.keepAlive(),
            () ->
                close(
                    new Cause(
                        ReasonCode.KEEP_ALIVE_TIMEOUT,
                        "nothing came within one and a half times its keep alive")));
  }

  Link link() {
    return link;
  }

  /** The session is safe: say hello. */
  void begin(Packet.ConnAck greeting) {
    engine.counters().count(Counter.CONNECTIONS_ACCEPTED);
    LOG.log(
        Level.INFO,
        "client {0} connected from {1} ({2})",
        Printable.of(session.clientId()),
        peer.address(),
        connect.version().label());
    link.sendNow(greeting); // the first packet of all, whatever the session is at [MQTT-3.2.0-1]
    if (!session.attach(this)) {
      close(Cause.TAKEN_OVER);
    } else if (closed.get()) {
      engine.sessions().leave(session, this); // it was closed before it was attached
    }
  }

  void on(Packet packet) {
    if (closed.get()) {
      return;
    }
    keepAlive.packet();
    switch (packet.type()) {
      case PUBLISH -> publish((Packet.Publish) packet);
      case PUBACK, PUBREC, PUBCOMP -> session.answered(link, packet);
      case PUBREL -> release(((Packet.PubRel) packet).packetId());
      case SUBSCRIBE -> subscribe((Packet.Subscribe) packet);
      case UNSUBSCRIBE -> subscriptions.remove((Packet.Unsubscribe) packet);
      case PINGREQ -> answer(new Packet.PingResp()); // [MQTT-3.12.4-1]
      case DISCONNECT -> close(Cause.DISCONNECTED);
      case CONNECT -> close(Cause.violation("a second CONNECT [MQTT-3.1.0-2]"));
      case CONNACK, SUBACK, UNSUBACK, PINGRESP ->
          close(Cause.violation("it sent " + packet.type() + ", which only servers send"));
    }
  }

  void drained() {
    session.drained(link);
  }

  private void publish(Packet.Publish packet) {
    engine.counters().count(Counter.MESSAGES_RECEIVED);
    Message message = packet.message();
    Delivery own = packet.delivery();
    boolean allowed = rules.allow(message);
    switch (own.qos()) {
      case AT_MOST_ONCE -> {
        if (allowed) {
          engine.router().publish(message, rules.retain(own.retain()));
        }
      }
      case AT_LEAST_ONCE ->
          route(message, own, allowed, () -> link.sendNow(new Packet.PubAck(own.packetId())));
      case EXACTLY_ONCE -> {
        boolean first = session.received(own.packetId());
        if (first && session.isPersistent()) {
          engine.store().append(new Change.Received(session.clientId(), own.packetId()));
        }
        route(
            message, own, allowed && first, () -> link.sendNow(new Packet.PubRec(own.packetId())));
      }
    }
  }

  /** What the rules forbid is acknowledged all the same: MQTT 3 has no other answer. */
  private void route(Message message, Delivery own, boolean allowed, Runnable acknowledge) {
    if (allowed) {
      engine
          .router()
          .publish(message, rules.qos(own.qos()), rules.retain(own.retain()), acknowledge);
    } else {
      engine.store().commit(acknowledge);
    }
  }

  private void release(int packetId) {
    if (session.released(packetId) && session.isPersistent()) {
      engine.store().append(new Change.Completed(session.clientId(), packetId));
    }
    answer(new Packet.PubComp(packetId)); // [MQTT-4.3.3-2]
  }

  /** In the order of what is answered, which begins with CONNECT. */
  private void answer(Packet packet) {
    engine.store().commit(() -> link.sendNow(packet));
  }

  private void subscribe(Packet.Subscribe packet) {
    Cause violation = subscriptions.add(packet);
    if (violation != null) {
      close(violation);
    }
  }

  /** Ends the connection; only the first call counts. */
  void close(Cause why) {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    keepAlive.stop();
    LOG.log(Level.INFO, "client {0} left: {1}", Printable.of(session.clientId()), why.sentence());
    count(why.reason());
    link.close(why.reason());
    engine.sessions().leave(session, this);
    if (connect.will() != null && !why.isOrderly()) {
      publishWill(connect.will()); // [MQTT-3.1.2-8], [MQTT-3.1.2-10]
    }
  }

  private void publishWill(Packet.WillMessage will) {
    if (!rules.allow(will.message())) {
      return;
    }
    engine.counters().count(Counter.WILLS_PUBLISHED);
    boolean retain = rules.retain(will.retain());
    if (will.qos() == Qos.AT_MOST_ONCE) {
      engine.router().publish(will.message(), retain);
    } else {
      engine.router().publish(will.message(), rules.qos(will.qos()), retain, () -> {});
    }
  }

  private void count(ReasonCode reason) {
    switch (reason) {
      case NORMAL_DISCONNECTION, UNSPECIFIED_ERROR, SERVER_SHUTTING_DOWN -> {}
      case SESSION_TAKEN_OVER -> engine.counters().count(Counter.CONNECTIONS_TAKEN_OVER);
      case KEEP_ALIVE_TIMEOUT -> engine.counters().count(Counter.CONNECTIONS_TIMED_OUT);
      case QUOTA_EXCEEDED -> engine.counters().count(Counter.CONNECTIONS_STALLED);
      default -> engine.counters().count(Counter.CONNECTIONS_IN_ERROR);
    }
  }
}
