package dev.rialto.bench;

import java.util.concurrent.TimeUnit;

/**
 * From publish to arrival, in microseconds, of the messages sent in the measured time. On a
 * schedule it counts from the moment at which a message was due; at full speed it is mostly the
 * time spent in the window's own queue.
 *
 * @param count how many were measured
 */
public record Latency(long count, double p50, double p99, double max) {
  private static final double MICROSECOND = TimeUnit.MICROSECONDS.toNanos(1);

  static Latency of(Histogram nanoseconds) {
    return new Latency(
        nanoseconds.count(),
        nanoseconds.percentile(0.50) / MICROSECOND,
        nanoseconds.percentile(0.99) / MICROSECOND,
        nanoseconds.max() / MICROSECOND);
  }
}
