package dev.rialto.session;

import dev.rialto.observe.Counter;
import dev.rialto.observe.Counters;
import dev.rialto.time.Scheduler;
import dev.rialto.wire.Message;
import java.time.Duration;

/**
 * Sees to it that one client publishes no more than it may in a second, by not reading it for a
 * while. What has been read is taken all the same, and paid for by a longer pause. One thread at a
 * time brings messages.
 */
final class Pace {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  /** So much may come in advance, until reading stops; it begins again with half of that. */
  private static final long ADVANCE = SECOND;

  private final int rate; // messages a second, 0 for any
  private final long bytes; // a second, 0 for any
  private final Scheduler scheduler;
  private final Counters counters;
  private final Link link;
  private final KeepAlive keepAlive;

  // under the lock of this
  private long paidUntil; // when all that came would have come at the right pace
  private boolean paused;

  private Pace(Engine engine, Link link, KeepAlive keepAlive) {
    rate = engine.limits().publishRate();
    bytes = engine.limits().publishBytes();
    scheduler = engine.scheduler();
    counters = engine.counters();
    this.link = link;
    this.keepAlive = keepAlive;
    paidUntil = scheduler.now();
  }

  /** For a client; {@code null} where it may publish as fast as it can. */
  static Pace of(Engine engine, Link link, KeepAlive keepAlive) {
    Limits limits = engine.limits();
    boolean any = limits.publishRate() == 0 && limits.publishBytes() == 0;
    return any ? null : new Pace(engine, link, keepAlive);
  }

  /** A message came. */
  void came(Message message) {
    long now = scheduler.now();
    boolean first;
    synchronized (this) {
      paidUntil = (paidUntil - now < 0 ? now : paidUntil) + cost(message);
      if (paidUntil - now <= ADVANCE) {
        return;
      }
      first = !paused;
      paused = true;
    }
    link.pauseReading(); // each time: it may have been resumed at this very moment
    if (first) {
      counters.count(Counter.READS_PAUSED);
      keepAlive.excuse(true); // it can't be heard
      scheduler.after(pause(now), this::look);
    }
  }

  private long cost(Message message) {
    long ofOne = rate == 0 ? 0 : SECOND / rate;
    int size = message.topic().value().length() + message.payload().length();
    return bytes == 0 ? ofOne : Math.max(ofOne, (long) ((double) size * SECOND / bytes));
  }

  private synchronized Duration pause(long now) {
    return Duration.ofNanos(paidUntil - now - ADVANCE / 2);
  }

  private void look() {
    Duration left = pause(scheduler.now());
    if (!left.isZero() && !left.isNegative()) { // more came of what had been read
      scheduler.after(left, this::look);
      return;
    }
    synchronized (this) {
      paused = false;
    }
    keepAlive.excuse(false);
    link.resumeReading();
  }
}
