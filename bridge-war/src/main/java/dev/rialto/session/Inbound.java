package dev.rialto.session;

import dev.rialto.access.Permissions;
import dev.rialto.observe.Counter;
import dev.rialto.route.Router;
import dev.rialto.store.Change;
import dev.rialto.store.Outcome;
import dev.rialto.store.Transaction;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.ReasonCode;
import java.util.function.Consumer;

/**
 * The rules for messages from one client (section 4.3): who may publish what, what is routed, and
 * when it is acknowledged. What is refused is acknowledged with the reason; MQTT 3 has no way to
 * say it, and gets a plain acknowledgement.
 */
final class Inbound {
  private static final Cause TOO_MANY =
      new Cause(
          ReasonCode.RECEIVE_MAXIMUM_EXCEEDED,
          "more unacknowledged messages than the receive maximum [MQTT-3.3.4-7]");

  private final Engine engine;
  private final Session session;
  private final Link link;
  private final Terms terms;
  private final PublishRules rules;
  private final Quota quota;
  private final Pace pace; // null for any
  private final Consumer<Cause> close;

  /**
   * Nothing has come yet.
   *
   * @param pace how fast it may publish, or {@code null}
   * @param close ends the connection, from any thread
   */
  Inbound(
      Engine engine,
      Session session,
      Link link,
      Terms terms,
      Permissions permissions,
      Pace pace,
      Consumer<Cause> close) {
    this.close = close;
    this.pace = pace;
    this.engine = engine;
    this.session = session;
    this.link = link;
    this.terms = terms;
    rules = new PublishRules(engine, permissions);
    // MQTT 3 knows no receive maximum: there are only so many identifiers
    int window = terms.version().hasProperties() ? engine.limits().receive() : Integer.MAX_VALUE;
    quota = new Quota(window);
  }

  /** Returns why the connection must be closed, or {@code null}. */
  Cause publish(Packet.Publish packet) {
    engine.counters().count(Counter.MESSAGES_RECEIVED);
    Cause violation = rules.violation(packet, terms.version());
    if (violation != null) {
      return violation;
    }
    if (pace != null) {
      pace.came(packet.message());
    }
    Message message = rules.arrived(packet.message());
    Delivery own = packet.delivery();
    return switch (own.qos()) {
      case AT_MOST_ONCE -> atMostOnce(message, own);
      case AT_LEAST_ONCE -> quota.begin() ? atLeastOnce(message, own) : TOO_MANY;
      case EXACTLY_ONCE -> quota.begin(own.packetId()) ? exactlyOnce(message, own) : TOO_MANY;
    };
  }

  private Cause atMostOnce(Message message, Delivery own) {
    if (rules.refusal(message) == null) {
      engine.router().publish(session, message, rules.retain(message, own.retain()));
    }
    return null;
  }

  private Cause atLeastOnce(Message message, Delivery own) {
    Cause refusal = refusal(message, own);
    if (refusal == null) {
      route(
          message,
          own,
          Transaction.begin(),
          (outcome, matched, keepingUp) -> {
            if (outcome.isStored()) {
              acknowledge(own.packetId(), reason(matched), Properties.NONE);
              slowDownUnless(keepingUp);
            } else {
              notStored(outcome, why -> acknowledge(own.packetId(), why.reason(), explain(why)));
            }
          });
    } else {
      Properties why = explain(refusal);
      session.commits().afterwards(() -> acknowledge(own.packetId(), refusal.reason(), why));
    }
    return null;
  }

  private Cause refusal(Message message, Delivery own) {
    Cause refusal = rules.refusal(message);
    return refusal == null && terms.version().hasProperties()
        ? rules.refusalToRetain(message, own.retain())
        : refusal;
  }

  private void acknowledge(int packetId, ReasonCode reason, Properties why) {
    quota.end();
    link.sendNow(new Packet.PubAck(packetId, reason, why));
  }

  private Cause exactlyOnce(Message message, Delivery own) {
    int id = own.packetId();
    if (!session.received(id)) { // [MQTT-4.3.3-10]
      answer(new Packet.PubRec(id));
      return null;
    }
    Cause refusal = refusal(message, own);
    if (refusal != null) {
      session.released(id); // [MQTT-4.3.3-9]
      session
          .commits()
          .afterwards(
              () -> {
                if (terms.version().hasProperties()) {
                  quota.end(id); // MQTT 3 goes on to PUBREL as if nothing were wrong
                }
                link.sendNow(new Packet.PubRec(id, refusal.reason(), explain(refusal)));
              });
      return null;
    }
    Transaction with = Transaction.begin();
    if (session.isPersistent()) {
      with.add(new Change.Received(session.number(), id));
    }
    route(
        message,
        own,
        with,
        (outcome, matched, keepingUp) -> {
          if (outcome.isStored()) {
            link.sendNow(new Packet.PubRec(id, reason(matched)));
            slowDownUnless(keepingUp);
          } else {
            session.released(id); // when it comes again, it is new
            notStored(
                outcome,
                why -> {
                  quota.end(id);
                  link.sendNow(new Packet.PubRec(id, why.reason(), explain(why)));
                });
          }
        });
    return null;
  }

  /** MQTT 3 has no way to say so: nothing is acknowledged, and the client tries again later. */
  private void notStored(Outcome outcome, Consumer<Cause> acknowledgement) {
    engine
        .counters()
        .count(outcome == Outcome.NO_MEMORY ? Counter.REFUSED_MEMORY : Counter.REFUSED_NOT_STORED);
    Cause why = Cause.notStored(outcome);
    if (terms.version().hasProperties()) {
      acknowledgement.accept(why);
    } else {
      close.accept(why);
    }
  }

  private Properties explain(Cause why) {
    return terms.explain(why.sentence());
  }

  /** PUBREL: answered also when the identifier is unknown. [MQTT-4.3.3-11] */
  void release(int packetId) {
    boolean known = session.released(packetId);
    Transaction completed = Transaction.upkeep();
    if (known && session.isPersistent()) {
      completed.add(new Change.Completed(session.number(), packetId));
    }
    quota.end(packetId);
    ReasonCode reason = known ? ReasonCode.SUCCESS : ReasonCode.PACKET_IDENTIFIER_NOT_FOUND;
    session
        .commits()
        .commit(completed, stored -> link.sendNow(new Packet.PubComp(packetId, reason)));
  }

  private void route(Message message, Delivery own, Transaction with, Router.Accepted accepted) {
    engine
        .router()
        .publish(
            session,
            message,
            rules.qos(own.qos()),
            rules.retain(message, own.retain()),
            with,
            accepted);
  }

  private void slowDownUnless(boolean keepingUp) {
    if (!keepingUp) {
      link.slowDown();
    }
  }

  private static ReasonCode reason(boolean matched) {
    return matched ? ReasonCode.SUCCESS : ReasonCode.NO_MATCHING_SUBSCRIBERS;
  }

  /** In the order of what is answered, which begins with CONNECT. */
  private void answer(Packet packet) {
    session.commits().afterwards(() -> link.sendNow(packet));
  }
}
