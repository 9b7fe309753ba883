package dev.rialto.session;

import dev.rialto.access.Acl;
import dev.rialto.config.Settings;
import dev.rialto.observe.Counters;
import dev.rialto.route.Router;
import dev.rialto.store.Store;
import dev.rialto.time.Scheduler;
import java.util.function.Supplier;

/** Everybody who talks to the broker: where connections begin. Any thread may call. */
public final class Clients {
  private final Engine engine;

  /**
   * Nobody yet.
   *
   * @param clientIds makes an identifier for a client that brings none; each time another
   */
  public Clients(
      Settings settings,
      Scheduler scheduler,
      Counters counters,
      Store store,
      Router router,
      Acl acl,
      Supplier<String> clientIds) {
    Limits limits = Limits.of(settings);
    Sessions sessions = new Sessions(limits, scheduler, counters, store, router);
    engine = new Engine(limits, scheduler, counters, store, router, acl, clientIds, sessions);
  }

  /** Begins a dialogue; its first packet must be CONNECT. */
  public Dialogue open(Peer peer, Link link) {
    return new Conversation(engine, peer, link);
  }

  /** How many sessions there are, connected or not. */
  public int sessions() {
    return engine.sessions().count();
  }

  /** Closes every connection because the server stops; no will is published. */
  public void shutDown() {
    engine.sessions().closeConnections(Cause.SHUTTING_DOWN);
  }
}
