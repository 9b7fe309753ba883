package dev.rialto.session;

import dev.rialto.access.Permissions;
import dev.rialto.observe.Counter;
import dev.rialto.route.Router;
import dev.rialto.store.Change;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.ReasonCode;

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

  Inbound(Engine engine, Session session, Link link, Terms terms, Permissions permissions) {
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
    Message message = arrived(packet.message());
    Delivery own = packet.delivery();
    return switch (own.qos()) {
      case AT_MOST_ONCE -> atMostOnce(message, own);
      case AT_LEAST_ONCE -> quota.begin() ? atLeastOnce(message, own) : TOO_MANY;
      case EXACTLY_ONCE -> quota.begin(own.packetId()) ? exactlyOnce(message, own) : TOO_MANY;
    };
  }

  /** Most messages never expire, and don't ask for the time. */
  private Message arrived(Message message) {
    return message.expires() ? message.arrivedAt(engine.scheduler().now()) : message;
  }

  private Cause atMostOnce(Message message, Delivery own) {
    if (rules.refusal(message) == null) {
      engine.router().publish(session.clientId(), message, rules.retain(own.retain()));
    }
    return null;
  }

  private Cause atLeastOnce(Message message, Delivery own) {
    Cause refusal = rules.refusal(message);
    if (refusal == null) {
      route(
          message,
          own,
          (matched, keepingUp) -> {
            acknowledge(own.packetId(), outcome(matched), Properties.NONE);
            slowDownUnless(keepingUp);
          });
    } else {
      Properties why = terms.explain(refusal.sentence());
      engine.store().commit(() -> acknowledge(own.packetId(), refusal.reason(), why));
    }
    return null;
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
    Cause refusal = rules.refusal(message);
    if (refusal != null) {
      session.released(id); // [MQTT-4.3.3-9]
      Properties why = terms.explain(refusal.sentence());
      engine
          .store()
          .commit(
              () -> {
                if (terms.version().hasProperties()) {
                  quota.end(id); // MQTT 3 goes on to PUBREL as if nothing were wrong
                }
                link.sendNow(new Packet.PubRec(id, refusal.reason(), why));
              });
      return null;
    }
    if (session.isPersistent()) {
      engine.store().append(new Change.Received(session.clientId(), id));
    }
    route(
        message,
        own,
        (matched, keepingUp) -> {
          link.sendNow(new Packet.PubRec(id, outcome(matched)));
          slowDownUnless(keepingUp);
        });
    return null;
  }

  /** PUBREL: answered also when the identifier is unknown. [MQTT-4.3.3-11] */
  void release(int packetId) {
    boolean known = session.released(packetId);
    if (known && session.isPersistent()) {
      engine.store().append(new Change.Completed(session.clientId(), packetId));
    }
    quota.end(packetId);
    answer(
        new Packet.PubComp(
            packetId, known ? ReasonCode.SUCCESS : ReasonCode.PACKET_IDENTIFIER_NOT_FOUND));
  }

  /** The connection has ended in a way that the will is for. */
  void publishWill(Packet.WillMessage will) {
    Message message = arrived(will.message());
    if (rules.refusal(message) != null) {
      return;
    }
    engine.counters().count(Counter.WILLS_PUBLISHED);
    boolean retain = rules.retain(will.retain());
    switch (rules.qos(will.qos())) {
      case AT_MOST_ONCE -> engine.router().publish(session.clientId(), message, retain);
      case AT_LEAST_ONCE, EXACTLY_ONCE ->
          engine
              .router()
              .publish(
                  session.clientId(),
                  message,
                  rules.qos(will.qos()),
                  retain,
                  (matched, keepingUp) -> {});
    }
  }

  private void route(Message message, Delivery own, Router.Accepted accepted) {
    engine
        .router()
        .publish(
            session.clientId(),
            message,
            rules.qos(own.qos()),
            rules.retain(own.retain()),
            accepted);
  }

  private void slowDownUnless(boolean keepingUp) {
    if (!keepingUp) {
      link.slowDown();
    }
  }

  private static ReasonCode outcome(boolean matched) {
    return matched ? ReasonCode.SUCCESS : ReasonCode.NO_MATCHING_SUBSCRIBERS;
  }

  /** In the order of what is answered, which begins with CONNECT. */
  private void answer(Packet packet) {
    engine.store().commit(() -> link.sendNow(packet));
  }
}
