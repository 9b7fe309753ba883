package dev.rialto.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Clients that only stay connected, so that the broker can be looked at meanwhile. Their sockets
 * are served by the calling thread alone, in {@link #stay}; keep alive allows it a minute's pause.
 */
public final class Crowd implements AutoCloseable {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final EventLoop loop = new EventLoop();
  private final Fleet fleet;
  private final String name;
  private final List<Connection> clients = new ArrayList<>();
  private double seconds;

  private Crowd(URI url) throws IOException {
    var random = new SplittableRandom();
    name = "c" + Integer.toHexString(random.nextInt());
    fleet = new Fleet(loop, Target.of(url), random);
  }

  /** Connects so many clients. Throws {@link IOException} when the broker does not take them. */
  @SuppressWarnings("MustBeClosedChecker")
  public static Crowd connect(URI url, int connections) throws IOException {
    var crowd = new Crowd(url);
    try {
      for (var i = 0; i < connections; i++) {
        var client = crowd.fleet.add(crowd.name + "-" + i);
        client.attach(new Idle());
        crowd.clients.add(client);
      }
      crowd.seconds = crowd.fleet.connect();
      return crowd;
    } catch (IOException | RuntimeException e) {
      crowd.abandon();
      throw e;
    }
  }

  /** How many were accepted a second, from the first SYN to the last CONNACK. */
  public double perSecond() {
    return clients.size() / seconds;
  }

  /** Gives each a subscription of its own, to a topic that nobody publishes to. */
  public void subscribe() throws IOException {
    for (var i = 0; i < clients.size(); i++) {
      clients.get(i).subscribe("crowd/" + name + "/" + i, 0);
    }
    fleet.awaitSubscribed(clients.size());
  }

  /** Serves the connections for a while. Throws {@link IOException} when one is lost. */
  public void stay(Duration time) throws IOException {
    var start = System.nanoTime();
    var tick = start;
    for (var now = start; now - start < time.toNanos(); now = System.nanoTime()) {
      if (now - tick >= SECOND) {
        tick = now;
        fleet.keepAlive();
      }
      loop.flush();
      loop.poll(50);
      if (!fleet.losses().isEmpty()) {
        throw new IOException("lost an idle connection: " + fleet.losses().get(0));
      }
    }
  }

  /** Says goodbye for all. */
  @Override
  public void close() throws IOException {
    fleet.leave();
    loop.close();
  }

  private void abandon() throws IOException {
    fleet.abandon();
    loop.close();
  }
}
