package dev.rialto.edge.http;

import dev.rialto.edge.client.Answer;
import dev.rialto.edge.client.Client;
import dev.rialto.edge.client.ClientListener;
import dev.rialto.session.Dialogue;
import dev.rialto.session.Link;
import dev.rialto.session.Peer;
import dev.rialto.time.Scheduler;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Who asks by HTTP, as clients of the engine: all requests from one address are one client, so that
 * its limits hold for all of them together. It leaves a minute after its last request. Any thread
 * may call.
 */
final class HttpClients {
  private static final Duration IDLE = Duration.ofMinutes(1);

  /** A client, and when it was last asked for. */
  private static final class Lease implements ClientListener {
    private volatile boolean closed;
    private Client client;
    private long lastUse;

    @Override
    public void closed(Answer why) {
      closed = true;
    }
  }

  private final BiFunction<Peer, Link, Dialogue> broker;
  private final Supplier<Scheduler> clock;
  private final Map<String, Lease> leases = new HashMap<>(); // its own lock

  HttpClients(BiFunction<Peer, Link, Dialogue> broker, Supplier<Scheduler> clock) {
    this.broker = broker;
    this.clock = clock;
  }

  /**
   * The client of an address.
   *
   * @throws IllegalStateException when the deployment is not running
   */
  Client of(String address) {
    synchronized (leases) {
      Lease lease = leases.get(address);
      if (lease == null || lease.closed) {
        lease = connect(address);
      }
      lease.lastUse = clock.get().now();
      return lease.client;
    }
  }

  private Lease connect(String address) {
    Lease lease = new Lease();
    Peer peer = new Peer(address + " by HTTP");
    lease.client = Client.connect(link -> broker.apply(peer, link), clock.get(), lease);
    leases.put(address, lease);
    look(address, lease, IDLE);
    return lease;
  }

  private void look(String address, Lease lease, Duration after) {
    Scheduler scheduler = clock.get();
    scheduler.after(
        after,
        () -> {
          Duration left;
          synchronized (leases) {
            left = IDLE.minusNanos(scheduler.now() - lease.lastUse);
            if (left.isZero() || left.isNegative()) {
              leases.remove(address, lease);
            }
          }
          if (left.isZero() || left.isNegative()) {
            lease.client.disconnect();
          } else {
            look(address, lease, left);
          }
        });
  }
}
