package dev.rialto;

import dev.rialto.access.Acl;
import dev.rialto.config.Settings;
import dev.rialto.history.History;
import dev.rialto.history.HistoryLimits;
import dev.rialto.observe.Counters;
import dev.rialto.route.Router;
import dev.rialto.session.Clients;
import dev.rialto.session.Dialogue;
import dev.rialto.session.Link;
import dev.rialto.session.Peer;
import dev.rialto.store.MemoryStore;
import dev.rialto.store.Store;
import dev.rialto.time.Scheduler;
import java.util.List;
import java.util.UUID;

/** The broker whose sessions live here. The one place where the engine is put together. */
public final class EmbeddedBroker implements Broker, AutoCloseable {
  private final Clients clients;

  /** A broker without sessions, ready for connections. */
  public EmbeddedBroker(Settings settings, Scheduler scheduler, Counters counters) {
    Store store = new MemoryStore();
    clients =
        new Clients(
            settings,
            scheduler,
            counters,
            store,
            new Router(store, scheduler, history(settings, scheduler)),
            Acl.OPEN,
            List.of(),
            () -> "rialto-" + UUID.randomUUID());
  }

  private static History history(Settings settings, Scheduler scheduler) {
    String epoch = UUID.randomUUID().toString().substring(0, 8);
    return new History(HistoryLimits.of(settings), scheduler, epoch);
  }

  @Override
  public Dialogue open(Peer peer, Link link) {
    return clients.open(peer, link);
  }

  @Override
  public boolean disconnect(String clientId) {
    return clients.disconnect(clientId);
  }

  /** How many sessions there are, connected or not. */
  public int sessions() {
    return clients.sessions();
  }

  /** Says goodbye to every client. */
  @Override
  public void close() {
    clients.shutDown();
  }
}
