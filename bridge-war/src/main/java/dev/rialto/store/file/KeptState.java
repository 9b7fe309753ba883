package dev.rialto.store.file;

import dev.rialto.store.Kept;
import dev.rialto.time.Scheduler;
import dev.rialto.wire.Message;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Shows the engine what the log amounts to. */
final class KeptState {
  private final Model model;
  private final Bodies bodies;
  private final long now;

  /** Messages that several are owed are one. */
  private final Map<StoredBody, Message> messages = new HashMap<>();

  KeptState(Model model, Bodies bodies, Scheduler clock) {
    this.model = model;
    this.bodies = bodies;
    now = clock.wallClock();
  }

  Kept kept() {
    List<Kept.KeptSession> sessions =
        model.sessions().values().stream()
            .sorted(Comparator.comparingLong(session -> session.number))
            .map(this::session)
            .toList();
    List<Kept.KeptRetained> retained = new ArrayList<>();
    model
        .retained()
        .values()
        .forEach(
            each ->
                retained.add(
                    new Kept.KeptRetained(
                        each.number(),
                        message(each.body()),
                        each.qos(),
                        each.userName(),
                        each.clientId())));
    return new Kept(sessions, retained);
  }

  private Message message(StoredBody body) {
    return body.references == 1
        ? bodies.message(body)
        : messages.computeIfAbsent(body, bodies::message);
  }

  private Kept.KeptSession session(SessionState session) {
    Map<String, Subscription> subscriptions = new HashMap<>();
    session.subscriptions.forEach((filter, each) -> subscriptions.put(filter, each.subscription()));
    long away = session.left == EntrySink.HERE ? 0 : Math.max(0, now - session.left);
    return new Kept.KeptSession(
        session.number,
        session.ended ? null : session.clientId,
        session.userName,
        Duration.ofSeconds(session.expiry),
        Duration.ofMillis(away),
        will(session.will),
        subscriptions,
        Set.copyOf(session.received.keySet()),
        owed(session));
  }

  private Kept.KeptWill will(SessionState.Will will) {
    if (will == null) {
      return null;
    }
    Duration due = Duration.ofMillis(Math.max(0, will.due() - now));
    return new Kept.KeptWill(
        new Packet.WillMessage(message(will.body()), will.qos(), will.retain(), due.toSeconds()),
        due);
  }

  /** In the order in which they are to be sent: first what has been begun with. */
  private List<Kept.KeptMessage> owed(SessionState session) {
    List<Kept.KeptMessage> owed = new ArrayList<>(session.owed.size());
    session.owed.forEach(
        (number, each) ->
            owed.add(
                new Kept.KeptMessage(
                    number,
                    message(each.body),
                    each.delivery,
                    each.origin,
                    each.packetId,
                    each.released)));
    owed.sort(
        Comparator.comparing((Kept.KeptMessage each) -> each.packetId() == 0)
            .thenComparingLong(Kept.KeptMessage::position));
    return owed;
  }
}
