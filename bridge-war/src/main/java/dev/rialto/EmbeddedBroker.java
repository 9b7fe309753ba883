package dev.rialto;

import dev.rialto.access.Gatekeeper;
import dev.rialto.access.Workers;
import dev.rialto.config.InvalidSettingException;
import dev.rialto.config.Setting;
import dev.rialto.config.Settings;
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
import java.util.Optional;
import java.util.UUID;

/** The broker whose sessions live here. The one place where the engine is put together. */
public final class EmbeddedBroker implements Broker, AutoCloseable {
  private final Workers passwordThreads;
  private final Workers fileThread = new Workers("rialto-files", 1, 1);
  private final Gatekeeper gatekeeper;
  private final Clients clients;

  /**
   * A broker without sessions, ready for connections.
   *
   * @throws InvalidSettingException when a file that a setting names can't be used
   */
  public EmbeddedBroker(Settings settings, Scheduler scheduler, Counters counters)
      throws InvalidSettingException {
    passwordThreads = new Workers("rialto-passwords", 2, settings.count(Setting.ACCESS_LOGINS_MAX));
    gatekeeper = new Gatekeeper(settings, scheduler, passwordThreads, counters);
    Store store = new MemoryStore();
    clients =
        new Clients(
            settings,
            scheduler,
            counters,
            store,
            new Router(store, scheduler),
            gatekeeper,
            List.of(),
            () -> "rialto-" + UUID.randomUUID());
    gatekeeper.whenChanged(clients::closeRevoked);
    gatekeeper.watch(fileThread);
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

  /** Who gets in, in one sentence. */
  public String whoGetsIn() {
    return gatekeeper.toString();
  }

  /** Reads password and ACL file now; returns what is in them, or what is wrong. */
  public String reloadAccess() {
    return gatekeeper.reload();
  }

  /** Why password and ACL file, as they are now, are not in effect; empty when they are. */
  public Optional<String> accessProblem() {
    return gatekeeper.problem();
  }

  /** Says goodbye to every client. */
  @Override
  public void close() {
    clients.shutDown();
    passwordThreads.close();
    fileThread.close();
  }
}
