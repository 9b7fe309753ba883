package dev.rialto.session;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.rialto.access.Access;
import dev.rialto.access.AuthenticationMethod;
import dev.rialto.access.ConnectionLimits;
import dev.rialto.config.Setting;
import dev.rialto.config.Settings;
import dev.rialto.config.Switch;
import dev.rialto.observe.Counters;
import dev.rialto.route.Router;
import dev.rialto.store.Kept;
import dev.rialto.store.Store;
import dev.rialto.time.Scheduler;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Everybody who talks to the broker: where connections begin. Any thread may call. */
public final class Clients {
  private final Engine engine;

  /**
   * Nobody yet.
   *
   * @param access who gets in
   * @param methods of enhanced authentication (MQTT 5.0 section 4.12)
   * @param clientIds makes an identifier for a client that brings none; each time another
   */
  public Clients(
      Settings settings,
      Scheduler scheduler,
      Counters counters,
      Store store,
      Router router,
      Access access,
      Collection<AuthenticationMethod> methods,
      Supplier<String> clientIds) {
    Limits limits = Limits.of(settings);
    counters.waiting().allow(settings.number(Setting.MEMORY_MAX));
    Sessions sessions = new Sessions(limits, scheduler, counters, store, router);
    boolean shown = settings.choice(Setting.PRESENCE, Switch.class) == Switch.ON;
    Presence presence = new Presence(shown, router, scheduler);
    Map<String, AuthenticationMethod> byName =
        methods.stream().collect(toUnmodifiableMap(AuthenticationMethod::name, method -> method));
    engine =
        new Engine(
            limits,
            scheduler,
            counters,
            store,
            router,
            access,
            new ConnectionLimits(settings, scheduler::now, counters),
            byName,
            clientIds,
            sessions,
            presence);
  }

  /** Brings back what the store has kept; before the first dialogue. */
  public void restore(Kept kept) {
    new Restoration(engine).restore(kept);
  }

  /** Begins a dialogue; its first packet must be CONNECT. Closes the link if there is no place. */
  public Dialogue open(Peer peer, Link link) {
    return new Conversation(engine, peer, link);
  }

  /** Why a connection from an address would not be served at the moment; empty if it would. */
  public Optional<ConnectionLimits.Refusal> refusal(String address) {
    return engine.connections().refusal(address);
  }

  /** How many connections there are. */
  public int connections() {
    return engine.connections().count();
  }

  /**
   * Publishes from now on what the server says of itself.
   *
   * @param version of the product
   * @param interval zero for never
   */
  public void tellOfItself(String version, Duration interval) {
    if (!interval.isZero()) {
      new SysTopics(engine, version, interval).begin();
    }
  }

  /** How many sessions there are, connected or not. */
  public int sessions() {
    return engine.sessions().count();
  }

  /** Closes a client's connection by order of an operator; returns whether it had one. */
  public boolean disconnect(String clientId) {
    return engine.sessions().disconnect(clientId, Cause.ADMINISTRATIVE);
  }

  /** Closes the connection of everybody who must not be here any longer. */
  public void closeRevoked() {
    engine.sessions().closeConnections(each -> each.permit().isRevoked(), Cause.REVOKED);
  }

  /** Closes every connection because the server stops; no will is published. */
  public void shutDown() {
    engine.sessions().closeConnections(Cause.SHUTTING_DOWN);
  }
}
