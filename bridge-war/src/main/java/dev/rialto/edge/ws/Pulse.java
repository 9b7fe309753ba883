package dev.rialto.edge.ws;

import dev.rialto.time.Scheduler;
import java.time.Duration;

/**
 * Notices that a client has vanished which has no keep alive of its own: pings it, and expects
 * something to come in two intervals, if only the pong (RFC 6455 section 5.5.3). Keeps proxies
 * awake, too.
 */
final class Pulse {
  private static final int PATIENCE = 2; // intervals

  private final Scheduler scheduler;
  private final Duration interval;
  private final Runnable ping;
  private final Runnable vanished;
  private int silent; // intervals; the scheduler runs one task at a time
  private volatile boolean heard = true;
  private volatile boolean stopped;
  private volatile Scheduler.Task planned = () -> {};

  /** Starts, unless the interval is zero. */
  Pulse(Scheduler scheduler, Duration interval, Runnable ping, Runnable vanished) {
    this.scheduler = scheduler;
    this.interval = interval;
    this.ping = ping;
    this.vanished = vanished;
    if (!interval.isZero()) {
      plan();
    }
  }

  private void plan() {
    planned = scheduler.after(interval, this::look);
    if (stopped) { // meanwhile
      planned.cancel();
    }
  }

  private void look() {
    silent = heard ? 0 : silent + 1;
    heard = false;
    if (stopped) {
      return;
    }
    if (silent >= PATIENCE) {
      vanished.run();
    } else {
      ping.run();
      plan();
    }
  }

  /** Something came. */
  void heard() {
    heard = true;
  }

  /** For good. */
  void stop() {
    stopped = true;
    planned.cancel();
  }
}
