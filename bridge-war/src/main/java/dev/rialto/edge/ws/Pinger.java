package dev.rialto.edge.ws;

import dev.rialto.time.Scheduler;
import java.time.Duration;

/**
 * Pings a connection on which nothing has been sent for a while, so that no proxy on the way takes
 * it for dead. Whether the client is alive is another matter: see keep alive.
 */
final class Pinger {
  private final Scheduler scheduler;
  private final Duration interval;
  private final Outbox outbox;
  private final WebSocketChannel channel;
  private long lastPing; // the scheduler runs one task at a time
  private volatile Scheduler.Task planned;
  private volatile boolean stopped;

  /** Starts, unless the interval is zero. */
  Pinger(Scheduler scheduler, Duration interval, Outbox outbox, WebSocketChannel channel) {
    this.scheduler = scheduler;
    this.interval = interval;
    this.outbox = outbox;
    this.channel = channel;
    lastPing = scheduler.now();
    if (!interval.isZero()) {
      plan(interval);
    }
  }

  private void plan(Duration left) {
    planned = scheduler.after(left, this::look);
    if (stopped) { // meanwhile
      planned.cancel();
    }
  }

  private void look() {
    if (stopped) {
      return;
    }
    long now = scheduler.now();
    Duration quiet = Duration.ofNanos(Math.min(now - lastPing, now - outbox.lastSend()));
    Duration left = interval.minus(quiet);
    if (left.isZero() || left.isNegative()) {
      lastPing = now;
      channel.ping();
      left = interval;
    }
    plan(left);
  }

  /** For good; a task left behind would hold the connection until its time has come. */
  void stop() {
    stopped = true;
    Scheduler.Task last = planned;
    if (last != null) {
      last.cancel();
    }
  }
}
