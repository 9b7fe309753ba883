package dev.rialto.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** All connections of a run: opens them, keeps them alive, and notes those that are lost. */
final class Fleet implements Lifecycle {
  /** Opening handshakes at a time: below the backlog of a listening socket. */
  private static final int CONNECTING_AT_ONCE = 64;

  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);
  private static final long FAREWELL = TimeUnit.SECONDS.toNanos(2);
  private static final int PING_PERIOD_SECONDS = 25;

  private final EventLoop loop;
  private final Target target;
  private final SplittableRandom random;
  private final List<Connection> connections = new ArrayList<>();
  private final List<String> losses = new ArrayList<>();
  private int opened;
  private int connected;
  private int subscribed;
  private int ended;
  private int second;

  Fleet(EventLoop loop, Target target, SplittableRandom random) {
    this.loop = loop;
    this.target = target;
    this.random = random;
  }

  /** A client with a clean session. */
  Connection add(String clientId) {
    return add(clientId, true);
  }

  /** A client, with a session that outlives its connection unless it is a clean one. */
  Connection add(String clientId, boolean cleanSession) {
    var nonce = new byte[16];
    random.nextBytes(nonce);
    var connection =
        new Connection(loop, this, clientId, cleanSession, new Handshake(nonce), random.nextInt());
    connections.add(connection);
    return connection;
  }

  int size() {
    return connections.size();
  }

  /** Why connections were lost, one entry for each. */
  List<String> losses() {
    return List.copyOf(losses);
  }

  /** Connects all; returns the seconds from the first SYN to the last CONNACK. */
  double connect() throws IOException {
    var start = System.nanoTime();
    await(
        "connected",
        () -> {
          openMore();
          return connected == connections.size();
        });
    return (System.nanoTime() - start) / 1e9;
  }

  /** Waits until this many subscriptions have been granted. */
  void awaitSubscribed(int subscriptions) throws IOException {
    await("subscribed", () -> subscribed == subscriptions);
  }

  /** Pings a part of the connections; to be called once a second. */
  void keepAlive() {
    second++;
    for (var i = second % PING_PERIOD_SECONDS; i < size(); i += PING_PERIOD_SECONDS) {
      connections.get(i).ping();
    }
  }

  /** Disconnects all, and closes what the broker has not closed after two seconds. */
  void leave() throws IOException {
    connections.forEach(Connection::leave);
    var deadline = System.nanoTime() + FAREWELL;
    while (ended < opened && System.nanoTime() - deadline < 0) {
      loop.flush();
      loop.poll(20);
    }
    abandon();
  }

  /** Closes every socket at once, without a word. */
  void abandon() {
    connections.forEach(connection -> connection.end("abandoned"));
  }

  private void openMore() {
    try {
      while (opened < size() && opened - connected < CONNECTING_AT_ONCE) {
        connections.get(opened++).open(target);
      }
    } catch (IOException e) {
      losses.add(e.getMessage());
    }
  }

  private void await(String what, BooleanSupplier done) throws IOException {
    var progress = -1;
    var deadline = 0L;
    while (!done.getAsBoolean()) {
      if (!losses.isEmpty()) {
        throw new IOException(
            losses.size() + " of " + size() + " connections failed: " + losses.get(0));
      }
      if (connected + subscribed != progress) {
        progress = connected + subscribed;
        deadline = System.nanoTime() + PATIENCE;
      } else if (System.nanoTime() - deadline > 0) {
        throw new IOException(
            "nothing more " + what + " for 10 s, after " + connected + " and " + subscribed);
      }
      loop.flush();
      loop.poll(100);
    }
  }

  @Override
  public void connected(Connection connection) {
    connected++;
  }

  @Override
  public void subscribed(Connection connection) {
    subscribed++;
  }

  @Override
  public void ended(Connection connection, String reason) {
    ended++;
    if (!reason.isEmpty()) {
      losses.add(reason);
    }
  }
}
