package dev.rialto.edge;

import dev.rialto.Broker;
import dev.rialto.EmbeddedBroker;
import dev.rialto.access.ConnectionLimits;
import dev.rialto.access.HandshakePolicy;
import dev.rialto.access.Login;
import dev.rialto.access.Tickets;
import dev.rialto.access.TokenVerifier;
import dev.rialto.access.Workers;
import dev.rialto.config.InvalidSettingException;
import dev.rialto.config.Setting;
import dev.rialto.config.Settings;
import dev.rialto.edge.token.JwtVerifier;
import dev.rialto.observe.Counters;
import dev.rialto.observe.StoreStatus;
import dev.rialto.time.Scheduler;
import dev.rialto.time.SystemScheduler;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The running deployment, one for all edges. {@code edge.start} starts and stops it; everything
 * else only asks, from any thread.
 */
@ApplicationScoped
public class Rialto {
  private static final Duration GOODBYES = Duration.ofMillis(300);
  private static final Duration BEAT = Duration.ofSeconds(1);

  private final Counters counters = new Counters();
  private volatile SystemScheduler scheduler;
  private volatile Settings settings;
  private volatile HandshakePolicy handshakePolicy;
  private volatile EmbeddedBroker broker;
  private volatile long lastBeat;
  private final Workers keyThread = new Workers("rialto-keys", 1, 1);
  private volatile Executor threads = Runnable::run;

  /**
   * Begins to accept connections. For the start-up only.
   *
   * @param turns runs what belongs together, so that what it sends leaves together
   * @throws InvalidSettingException when a setting is fine by itself but can't be used
   */
  public void start(Settings checked, Executor turns) throws InvalidSettingException {
    settings = checked;
    scheduler = new SystemScheduler();
    TokenVerifier tokens =
        checked.text(Setting.ACCESS_JWT_KEYS).isEmpty()
            ? null
            : JwtVerifier.of(checked, scheduler, keyThread);
    EmbeddedBroker started = new EmbeddedBroker(checked, scheduler, counters, turns, tokens);
    broker = started;
    handshakePolicy = new HandshakePolicy(checked, started::redeem);
    beat();
  }

  /** For the start-up only: lends threads of the container's. */
  public void lend(Executor containers) {
    threads = containers;
  }

  /** Threads of the container's, for what must not be done by a timer; may reject it. */
  public Executor threads() {
    return threads;
  }

  private void beat() {
    lastBeat = scheduler.now();
    scheduler.after(BEAT, this::beat);
  }

  /** Says goodbye to all clients. Only the first call does anything. */
  public synchronized void stop() {
    EmbeddedBroker running = broker;
    broker = null;
    if (running != null) {
      boolean anybody = running.sessions() > 0;
      running.sayGoodbye();
      if (anybody) {
        awaitGoodbyes();
      }
      running.close();
      keyThread.close();
      scheduler.close();
    }
  }

  /** Connections are closed by the scheduler, each at a moment that suits the container. */
  private void awaitGoodbyes() {
    CountDownLatch said = new CountDownLatch(1);
    scheduler.after(GOODBYES, said::countDown);
    try {
      var unused = said.await(2 * GOODBYES.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the container is in a hurry
    }
  }

  /** The engine. */
  public Broker broker() {
    return running();
  }

  private EmbeddedBroker running() {
    EmbeddedBroker running = broker;
    if (running == null) {
      throw new IllegalStateException("Rialto is not running.");
    }
    return running;
  }

  /**
   * Copies the durable store while it is used; returns how many bytes the copy has.
   *
   * @param directory an empty one, or none yet
   * @throws IOException with a sentence for the operator
   */
  public long backup(Path directory) throws IOException {
    return running().backup(directory);
  }

  /**
   * A ticket for who shows who he is. Does not block.
   *
   * @param then called once, perhaps in another thread
   * @throws IllegalStateException when the deployment is not running
   */
  public void ticket(Login login, Consumer<Tickets.Answer> then) {
    running().ticket(login, then);
  }

  /** How many sessions there are; empty unless connections are accepted. */
  public OptionalInt sessions() {
    EmbeddedBroker running = broker;
    return running == null ? OptionalInt.empty() : OptionalInt.of(running.sessions());
  }

  /** How the durable store is; empty when there is none, or nothing runs. */
  public Optional<StoreStatus> store() {
    EmbeddedBroker running = broker;
    return running == null ? Optional.empty() : running.store();
  }

  /** Whether disk or memory has no room for new work. */
  public boolean isScarce() {
    return counters.waiting().isTight()
        || store().map(status -> status.state() != StoreStatus.State.READY).orElse(false);
  }

  /** Who gets in, in one sentence. */
  public String whoGetsIn() {
    EmbeddedBroker running = broker;
    return running == null ? "nobody" : running.whoGetsIn();
  }

  /** Reads password and ACL file now; returns what is in them, or what is wrong. */
  public String reloadAccess() {
    EmbeddedBroker running = broker;
    return running == null ? "Rialto is not running." : running.reloadAccess();
  }

  /** Why password and ACL file, as they are now, are not in effect; empty when they are. */
  public Optional<String> accessProblem() {
    EmbeddedBroker running = broker;
    return running == null ? Optional.empty() : running.accessProblem();
  }

  /** What the operator has set. */
  public Settings settings() {
    return settings;
  }

  /** Why a connection from an address would not be served at the moment; empty if it would. */
  public Optional<ConnectionLimits.Refusal> refusal(String address) {
    EmbeddedBroker running = broker;
    return running == null ? Optional.empty() : running.refusal(address);
  }

  /** Who may open a connection. */
  public HandshakePolicy handshakePolicy() {
    return handshakePolicy;
  }

  /** The engine's clock. */
  public Scheduler scheduler() {
    return scheduler;
  }

  /** What has been counted. */
  public Counters counters() {
    return counters;
  }

  /**
   * How long the timer thread has been silent; more than a few seconds and keep alive stands still.
   */
  public Duration sinceLastBeat() {
    SystemScheduler running = scheduler;
    return running == null ? Duration.ZERO : Duration.ofNanos(running.now() - lastBeat);
  }
}
