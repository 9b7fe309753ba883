package dev.rialto.session;

import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * How much of something comes in a minute, the last minutes counting most. One thread at a time.
 */
final class LoadAverage {
  private static final double MINUTE = Duration.ofMinutes(1).toNanos();

  private final LongSupplier total;
  private final double span;
  private long before;
  private double perMinute;

  /**
   * Nothing has come.
   *
   * @param total how much has come since the start
   * @param span after which what has come counts for a third
   */
  LoadAverage(LongSupplier total, Duration span) {
    this.total = total;
    this.span = span.toNanos();
    before = total.getAsLong();
  }

  /** So much time has passed since it was called last. */
  void passed(Duration time) {
    long now = total.getAsLong();
    double lately = (now - before) * MINUTE / time.toNanos();
    double old = Math.exp(-time.toNanos() / span);
    perMinute = lately + (perMinute - lately) * old;
    before = now;
  }

  /** As Mosquitto writes it, with two decimals. */
  String perMinute() {
    return String.format(Locale.ROOT, "%.2f", perMinute);
  }
}
