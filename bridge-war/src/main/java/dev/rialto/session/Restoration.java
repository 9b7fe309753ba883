package dev.rialto.session;

import dev.rialto.access.Permit;
import dev.rialto.route.Author;
import dev.rialto.route.Share;
import dev.rialto.store.Change;
import dev.rialto.store.Kept;
import dev.rialto.store.Kept.KeptMessage;
import dev.rialto.store.Kept.KeptSession;
import dev.rialto.store.Transaction;
import dev.rialto.topic.InvalidTopicException;
import dev.rialto.topic.TopicFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Brings back what the store has kept, before the first connection. */
final class Restoration {
  private record Restored(KeptSession kept, Session session) {}

  private final Engine engine;

  Restoration(Engine engine) {
    this.engine = engine;
  }

  void restore(Kept kept) {
    kept.retained()
        .forEach(
            each ->
                engine
                    .router()
                    .retained()
                    .put(each.message(), each.qos(), each.position(), author(each)));
    List<Restored> restored = new ArrayList<>();
    for (KeptSession each : kept.sessions()) {
      if (each.clientId() != null) {
        restored.add(new Restored(each, engine.sessions().restore(each, permit(each))));
      }
    }
    restored.forEach(this::subscriptions); // of all, before a message looks for its group
    restored.forEach(each -> each.session().restore(each.kept().received(), owed(each.kept())));
    kept.sessions().stream()
        .filter(each -> each.clientId() == null)
        .forEach(each -> each.owed().forEach(owed -> passOn(each, owed)));
    restored.forEach(this::life);
  }

  private Author author(Kept.KeptRetained retained) {
    return new PermittedAuthor(
        engine.access().remembered(retained.userName(), retained.clientId()));
  }

  private Permit permit(KeptSession session) {
    return engine.access().remembered(session.userName(), session.clientId());
  }

  private void subscriptions(Restored restored) {
    restored
        .kept()
        .subscriptions()
        .forEach(
            (filter, subscription) -> {
              try {
                restored.session().subscriptions().put(TopicFilter.of(filter), subscription);
              } catch (InvalidTopicException e) {
                throw new IllegalArgumentException(filter, e); // it was checked when it was made
              }
            });
  }

  private List<Event.Owed> owed(KeptSession session) {
    return session.owed().stream()
        .map(
            owed ->
                new Event.Owed(
                    new Outgoing(owed.message(), owed.delivery(), owed.position(), share(owed)),
                    owed.packetId(),
                    owed.released()))
        .toList();
  }

  private Share share(KeptMessage owed) {
    return owed.origin() == null ? null : engine.router().share(owed.origin());
  }

  /** The session is over, but for what it had of a shared subscription. */
  private void passOn(KeptSession session, KeptMessage owed) {
    Share share = share(owed);
    Change consumed = new Change.Consumed(session.number(), owed.position());
    Transaction noLonger = Transaction.upkeep(consumed);
    if (share == null || !share.passOn(owed.message(), null, false, noLonger)) {
      engine.store().note(noLonger);
    }
  }

  private void life(Restored restored) {
    KeptSession kept = restored.kept();
    Session session = restored.session();
    if (kept.will() != null) {
      new Wills(engine, session, permit(kept).permissions())
          .restore(kept.will().will(), kept.will().due());
    }
    if (kept.away().isZero()) { // it was here when the broker ended: its time begins now
      session.tell(new Change.Left(kept.number(), kept.expiry()));
    }
    Duration left = kept.expiry().minus(kept.away());
    engine.sessions().expireIn(session, left.isNegative() ? Duration.ZERO : left);
  }
}
