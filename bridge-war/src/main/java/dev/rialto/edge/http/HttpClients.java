package dev.rialto.edge.http;

import dev.rialto.access.Visitor;
import dev.rialto.edge.client.Answer;
import dev.rialto.edge.client.Client;
import dev.rialto.edge.client.ClientListener;
import dev.rialto.edge.client.Credentials;
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
 * Who asks by HTTP, as clients of the engine: all requests of one user from one address are one
 * client, so that its limits hold for all of them together. It leaves a minute after its last
 * request. Any thread may call.
 */
final class HttpClients {
  private static final Duration IDLE = Duration.ofMinutes(1);

  /** Whose requests belong together. */
  record Who(Visitor visitor, Credentials credentials) {}

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
  private final Map<Who, Lease> leases = new HashMap<>(); // its own lock

  HttpClients(BiFunction<Peer, Link, Dialogue> broker, Supplier<Scheduler> clock) {
    this.broker = broker;
    this.clock = clock;
  }

  /**
   * The client of somebody.
   *
   * @throws IllegalStateException when the deployment is not running
   */
  Client of(Who who) {
    synchronized (leases) {
      Lease lease = leases.get(who);
      if (lease == null || lease.closed) {
        lease = connect(who);
      }
      lease.lastUse = clock.get().now();
      return lease.client;
    }
  }

  private Lease connect(Who who) {
    Lease lease = new Lease();
    Peer peer = new Peer(who.visitor().address() + " by HTTP", who.visitor(), Peer.Kind.HTTP);
    lease.client =
        Client.connect(link -> broker.apply(peer, link), clock.get(), who.credentials(), lease);
    leases.put(who, lease);
    look(who, lease, IDLE);
    return lease;
  }

  private void look(Who who, Lease lease, Duration after) {
    Scheduler scheduler = clock.get();
    scheduler.after(
        after,
        () -> {
          Duration left;
          synchronized (leases) {
            left = IDLE.minusNanos(scheduler.now() - lease.lastUse);
            if (left.isZero() || left.isNegative()) {
              leases.remove(who, lease);
            }
          }
          if (left.isZero() || left.isNegative()) {
            lease.client.disconnect();
          } else {
            look(who, lease, left);
          }
        });
  }
}
