package dev.rialto.it.crash;

import dev.rialto.it.Await;
import dev.rialto.it.server.Server;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** A store, the servers that live on it one after the other, and the clients of them all. */
final class Scenario implements AutoCloseable {
  private static final int WINDOW = 100;
  private static final int WITHOUT_END = Integer.MAX_VALUE;
  private static final int FLOW = 1_000; // messages: some windows of every publisher
  private static final Duration DRAIN = Duration.ofMinutes(5);
  private static final Duration QUIET = Duration.ofSeconds(5);

  private final StoreFolder folder;
  private final Random random;
  private final Ledger ledger = new Ledger();
  private final Checker checker = new Checker(ledger);
  private final Crew crew;
  private final List<Witness> witnesses = new ArrayList<>();
  private Server server;
  private Duration boot = Duration.ZERO;
  private final List<Long> boots = new ArrayList<>();
  private boolean begun;

  /**
   * Nothing runs yet.
   *
   * @param name of its folder and logs
   * @param seed of everything that is left to chance
   * @param store the kind of store, file or memory
   */
  Scenario(String name, long seed, String store) throws IOException {
    folder = new StoreFolder(name, store);
    random = new Random(seed);
    crew = new Crew(ledger, random, WINDOW);
    for (Version version : Version.values()) {
      witnesses.add(new SubscriptionWitness(version, ledger));
      witnesses.add(new SessionWitness(version, ledger));
    }
    witnesses.add(new RetainedWitness(ledger));
  }

  private String[] settings() throws IOException {
    return folder.settings("rialto.inflight.max=" + WINDOW, "rialto.memory.max=80%");
  }

  /** Starts a server; how long it takes until it is ready. */
  Duration start() throws Exception {
    long start = System.nanoTime();
    server = Server.start(folder.nextLog(), settings());
    boot = Duration.ofNanos(System.nanoTime() - start);
    boots.add(boot.toMillis());
    return boot;
  }

  /** Kills one at any moment of its start. */
  void killDuringStart() throws Exception {
    try (Server unready = Server.startUnready(folder.nextLog(), settings())) {
      // rather late: it is a while until our code runs
      double share = Math.sqrt(random.nextDouble());
      unready.process().waitFor((long) (share * boot.toMillis()), TimeUnit.MILLISECONDS);
      unready.kill();
    }
  }

  /**
   * Has the clients find what they were promised, and connect, to go on publishing at once.
   *
   * @param someStayAway whether some subscribers may
   */
  void resume(boolean someStayAway) throws Exception {
    int port = server.port();
    if (!begun) {
      begun = true;
      crew.connectFirst(port);
      return;
    }
    for (Witness witness : witnesses) {
      witness.recall(port);
    }
    checkRetained();
    crew.connect(port, someStayAway);
  }

  /** Waits until those who are connected have everything, and nobody publishes. */
  void catchUp() throws Exception {
    crew.publish(0, 0);
    settle();
  }

  private void checkRetained() throws IOException {
    checker
        .retained(RetainedValues.read(server.port(), ledger))
        .forEach(what -> ledger.complain("retained messages", what));
  }

  /** One to three seconds of load; payloads are longer by the padding. */
  void load(int padding) throws Exception {
    long enough = ledger.published() + FLOW;
    crew.publish(WITHOUT_END, padding);
    Await.until("messages flow", () -> ledger.published() > enough);
    Thread.sleep(1_000 + random.nextInt(2_000)); // the server's time to live, up to chance
    crew.checkConnected();
  }

  /** Gets the last promises, and kills the server. */
  void kill() throws Exception {
    promise();
    server.kill();
    ended(false);
  }

  /** The same, but ends it as an operator does. */
  void stop() throws Exception {
    promise();
    server.process().destroy();
    ended(true);
  }

  /** The same, but ends the connections only. */
  void cut() throws Exception {
    promise();
    crew.cut();
    crew.awaitEnds(false);
  }

  private void promise() throws IOException {
    long dropped = server.counter("dropped-queue-full");
    if (dropped > 0) { // which it may: then we ask too much of it
      ledger.complain("test", dropped + " messages found the queue of their session full");
    }
    for (Witness witness : witnesses) {
      witness.promise(server.port());
    }
  }

  private void ended(boolean graceful) throws Exception {
    crew.awaitEnds(graceful);
    server.close();
    folder.clearTemporaryFiles();
  }

  /** Lets everything under way come to its end, if it does. */
  void drain() throws Exception {
    catchUp();
    crew.publish(2, 0); // behind which nothing can be hidden
    settle();
    checkRetained();
    crew.checkConnected();
  }

  private void settle() throws Exception {
    long[] last = {ledger.deliveries(), System.nanoTime()};
    Await.until(
        "all is delivered, or nothing comes any more",
        DRAIN,
        () -> {
          long now = ledger.deliveries();
          if (now != last[0]) {
            last[0] = now;
            last[1] = System.nanoTime();
            return false;
          }
          return crew.isSettled() || System.nanoTime() - last[1] > QUIET.toNanos();
        });
    if (!crew.isSettled()) {
      ledger.complain("all", "something under way has come to no end");
    }
  }

  boolean hasComplaints() {
    return !ledger.complaints().isEmpty();
  }

  List<String> violations() {
    return checker.violations();
  }

  /** In one line, what has happened. */
  String summary() {
    return """
        %,d messages published, %,d deliveries, %d repeated with QoS 1 without DUP, \
        ready after %s ms, store %s"""
        .formatted(
            ledger.published(), ledger.deliveries(), checker.unmarkedRepetitions(), boots, folder);
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
  }
}
