package dev.rialto.session;

import dev.rialto.access.Identity;
import dev.rialto.access.Permit;
import dev.rialto.observe.Counter;
import dev.rialto.observe.Counters;
import dev.rialto.route.Router;
import dev.rialto.store.Change;
import dev.rialto.store.Kept;
import dev.rialto.store.Outcome;
import dev.rialto.store.Store;
import dev.rialto.store.Transaction;
import dev.rialto.time.Scheduler;
import dev.rialto.wire.ReasonCode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** All sessions by client identifier: who begins, continues, replaces and outlives which. */
final class Sessions {
  private static final Logger LOG = System.getLogger(Sessions.class.getName());

  private final Limits limits;
  private final Scheduler scheduler;
  private final Counters counters;
  private final Store store;
  private final Router router;
  private final ConcurrentMap<String, Session> byClient = new ConcurrentHashMap<>();
  private final AtomicInteger connected = new AtomicInteger();
  private final AtomicInteger lasting = new AtomicInteger(); // those that outlive connections

  Sessions(Limits limits, Scheduler scheduler, Counters counters, Store store, Router router) {
    this.limits = limits;
    this.scheduler = scheduler;
    this.counters = counters;
    this.store = store;
    this.router = router;
  }

  /**
   * The session for an accepted CONNECT, not yet attached: the client's persistent one if it has
   * one and wants to continue it, else a new one in place of whatever there was, also where that
   * was another user's. [MQTT-3.1.2-4] to [MQTT-3.1.2-6]
   *
   * @param expiry how long the session is to outlive its connection; zero for not at all
   * @return {@code null} when it would be one more to be kept than there may be at the moment
   */
  Opened open(Identity identity, boolean cleanStart, Duration expiry) {
    String clientId = identity.clientId();
    boolean persistent = !expiry.isZero();
    Session fresh = new Session(clientId, persistent, limits, counters, store, scheduler, router);
    CompletableFuture<Outcome> stored = new CompletableFuture<>();
    Session[] previous = new Session[1];
    boolean[] tooMany = new boolean[1];
    Session session =
        byClient.compute(
            clientId,
            (id, known) -> { // in here, so that the store sees the same order as this map
              previous[0] = known;
              if (known != null
                  && !cleanStart
                  && known.outlivesConnection()
                  && known.belongsTo(identity)) {
                Change back = new Change.Resumed(known.number(), expiry);
                known.commits().commit(Transaction.upkeep(back), stored::complete);
                return known;
              }
              int before = known != null && known.isPersistent() ? 1 : 0;
              int after = persistent ? 1 : 0;
              boolean full =
                  lasting.addAndGet(after - before) > limits.sessions()
                      || counters.waiting().isTight();
              if (full && after > before) {
                lasting.addAndGet(before - after);
                tooMany[0] = true;
                return known;
              }
              // where nothing is to be kept, there is nothing to refuse
              Transaction change = persistent ? Transaction.begin() : Transaction.upkeep();
              if (known != null && known.isPersistent()) {
                change.add(new Change.SessionEnded(known.number()));
              }
              int place = persistent ? change.add(begun(identity, expiry)) : 0;
              fresh.commits().commit(change, outcome -> decided(outcome, known, stored));
              fresh.begun(change.number(place));
              return fresh;
            });
    if (tooMany[0]) {
      boolean tight = counters.waiting().isTight();
      counters.count(tight ? Counter.REFUSED_MEMORY : Counter.REFUSED_SESSIONS);
      return null;
    }
    boolean present = session != fresh;
    if (!present && previous[0] != null) {
      previous[0].end(Cause.TAKEN_OVER);
    }
    return new Opened(session, present, stored);
  }

  /** Whether that client of that user is connected, so that another connection takes its place. */
  boolean isHere(Identity identity) {
    Session known = byClient.get(identity.clientId());
    return known != null && known.connection() != null && known.belongsTo(identity);
  }

  private static Change begun(Identity identity, Duration expiry) {
    return new Change.SessionBegun(identity.clientId(), identity.userName(), expiry);
  }

  private static void decided(
      Outcome outcome, Session replaced, CompletableFuture<Outcome> stored) {
    if (!outcome.isStored() && replaced != null) {
      replaced.tell(new Change.SessionEnded(replaced.number())); // it is over all the same
    }
    stored.complete(outcome);
  }

  /**
   * A session, and whether it continues an earlier one.
   *
   * @param present as CONNACK says it
   * @param stored completed when the store has decided whether it can be kept
   */
  record Opened(Session session, boolean present, CompletableFuture<Outcome> stored) {
    /** Runs {@code then} once that is known; perhaps at once. */
    void whenStored(Consumer<Outcome> then) {
      var unused = stored.thenAccept(then);
    }
  }

  /** The store could not keep it: it never was. */
  void abandon(Session session, Cause why) {
    if (byClient.remove(session.clientId(), session)) {
      forget(session);
    }
    session.end(why);
  }

  /** A connection is gone: its session ends with it, or waits for the next one. */
  void leave(Session session, Connection connection) {
    if (!session.detach(connection)) {
      return;
    }
    Duration lifetime = connection.sessionExpiry();
    if (lifetime.isZero()) {
      expire(session); // [MQTT-3.1.2-23]
    } else {
      expireIn(session, lifetime);
    }
  }

  /** Ends it after that time, unless its client is back. */
  void expireIn(Session session, Duration lifetime) {
    session.expireBy(scheduler.after(lifetime, () -> expire(session)));
  }

  /** One that the store has kept; in place of an earlier one, whose end was not stored any more. */
  Session restore(Kept.KeptSession kept, Permit permit) {
    Session session =
        new Session(kept.clientId(), true, limits, counters, store, scheduler, router);
    session.begun(kept.number());
    session.belongTo(permit);
    lasting.incrementAndGet();
    Session previous = byClient.put(kept.clientId(), session);
    if (previous != null) {
      forget(previous);
      previous.tell(new Change.SessionEnded(previous.number()));
      previous.end(Cause.TAKEN_OVER);
    }
    return session;
  }

  private void expire(Session session) {
    boolean[] expired = new boolean[1];
    byClient.computeIfPresent(
        session.clientId(),
        (id, known) -> {
          expired[0] = known == session && session.connection() == null;
          if (!expired[0]) {
            return known;
          }
          session.tell(new Change.SessionEnded(session.number()));
          forget(session);
          return null;
        });
    if (expired[0]) {
      session.end(new Cause(ReasonCode.NORMAL_DISCONNECTION, "the session expired"));
    }
  }

  private void forget(Session session) {
    if (session.isPersistent()) {
      lasting.decrementAndGet();
    }
  }

  /** A client's connection begins, of which {@link #left} will be told. */
  void came() {
    connected.incrementAndGet();
  }

  /** A client's connection has ended. */
  void left() {
    connected.decrementAndGet();
  }

  /** How many clients are connected. */
  int connected() {
    return connected.get();
  }

  /** How many there are, connected or not. */
  int count() {
    return byClient.size();
  }

  /** Closes a client's connection; returns whether it had one. */
  boolean disconnect(String clientId, Cause why) {
    Session session = byClient.get(clientId);
    Connection connection = session == null ? null : session.connection();
    if (connection != null) {
      connection.close(why);
    }
    return connection != null;
  }

  /** Closes every connection. Sessions stay as they are. */
  void closeConnections(Cause why) {
    closeConnections(connection -> true, why);
  }

  /** Closes some connections. Sessions stay as they are. */
  void closeConnections(Predicate<Connection> which, Cause why) {
    byClient
        .values()
        .forEach(
            session -> {
              Connection connection = session.connection();
              if (connection != null && which.test(connection)) {
                close(connection, why);
              }
            });
  }

  private static void close(Connection connection, Cause why) {
    try {
      connection.close(why);
    } catch (RuntimeException e) { // the others have nothing to do with it
      LOG.log(Level.ERROR, "A connection could not be closed.", e);
    }
  }
}
