package dev.rialto.session;

import dev.rialto.access.Permissions;
import dev.rialto.observe.Counter;
import dev.rialto.store.Change;
import dev.rialto.store.Outcome;
import dev.rialto.store.Transaction;
import dev.rialto.wire.Message;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Qos;
import java.time.Duration;

/** What becomes of the will of one session's client (section 3.1.2.5). Any thread may call. */
final class Wills {
  private final Engine engine;
  private final Session session;
  private final PublishRules rules;

  Wills(Engine engine, Session session, Permissions permissions) {
    this.engine = engine;
    this.session = session;
    rules = new PublishRules(engine, permissions);
  }

  /** The connection has ended in a way that the will is for. */
  void leave(Packet.WillMessage will) {
    if (will.delay() == 0) {
      publish(will, Transaction.begin());
    } else {
      keep(will, Duration.ofSeconds(will.delay()), will);
    }
  }

  /** The client left it before the server was started. */
  void restore(Packet.WillMessage will, Duration delay) {
    keep(will, delay, null);
  }

  private void keep(Packet.WillMessage will, Duration delay, Packet.WillMessage untold) {
    DelayedWill delayed = new DelayedWill(() -> publishKept(will));
    if (session.leave(delayed, untold)) {
      delayed.dueBy(engine.scheduler().after(delay, delayed::publish));
    }
  }

  private void publishKept(Packet.WillMessage will) {
    Transaction with = Transaction.begin();
    if (session.isPersistent()) {
      with.add(new Change.WillGone(session.number()));
    }
    publish(will, with);
  }

  private void publish(Packet.WillMessage will, Transaction with) {
    Message message = rules.arrived(will.message());
    if (rules.refusal(message) != null) {
      return;
    }
    engine.counters().count(Counter.WILLS_PUBLISHED);
    boolean retain = rules.retain(message, will.retain());
    Qos qos = rules.qos(will.qos());
    if (qos == Qos.AT_MOST_ONCE) {
      session.commits().commit(with, stored -> {});
      engine.router().publish(session, message, retain);
    } else {
      engine
          .router()
          .publish(
              session, message, qos, retain, with, (outcome, matched, keepingUp) -> count(outcome));
    }
  }

  private void count(Outcome outcome) {
    if (outcome == Outcome.NO_MEMORY) {
      engine.counters().count(Counter.REFUSED_MEMORY);
    } else if (!outcome.isStored()) {
      engine.counters().count(Counter.REFUSED_NOT_STORED);
    }
  }
}
