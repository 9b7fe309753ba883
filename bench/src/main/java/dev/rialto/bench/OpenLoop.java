package dev.rialto.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A fixed schedule: publish number k is due at k / rate, by publisher k modulo their number. What
 * is sent late, because the broker or the generator was busy, still carries the time at which it
 * was due; so waiting is part of the measured latency (no coordinated omission).
 */
final class OpenLoop implements Pace {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** Publishes between two looks at the sockets. */
  private static final int BURST = 256;

  private final List<Publisher> publishers;
  private final int rate;
  private long start;
  private long next;

  /** The rate is in publishes per second, of all publishers together. */
  OpenLoop(List<Publisher> publishers, int rate) {
    this.publishers = publishers;
    this.rate = rate;
  }

  @Override
  public void start(long now) {
    start = now;
  }

  @Override
  public void credited(Publisher publisher) {}

  @Override
  public void pump(long now) {
    for (var i = 0; i < BURST && due(next) - now <= 0; i++) {
      var publisher = publishers.get((int) (next % publishers.size()));
      if (!publisher.mayPublish()) {
        return;
      }
      publisher.publish(due(next));
      next++;
    }
  }

  @Override
  public long patience(long now) {
    return due(next) - now;
  }

  private long due(long number) {
    return start + number / rate * SECOND + number % rate * SECOND / rate;
  }
}
