package dev.rialto.bench;

/**
 * Counts of durations in log-linear buckets: exact below 256, and 128 buckets for every doubling
 * above, so that a percentile is never below the true one and less than 0.8 % above it.
 */
final class Histogram {
  private static final int BITS = 7;
  private static final int PER_DOUBLING = 1 << BITS;

  private final long[] counts = new long[bucket(Long.MAX_VALUE) + 1];
  private long count;
  private long max;

  /** Counts a duration; a negative one, which no clock should show, counts as 0. */
  void record(long duration) {
    var value = Math.max(0, duration);
    counts[bucket(value)]++;
    count++;
    max = Math.max(max, value);
  }

  long count() {
    return count;
  }

  /** The longest, exactly; 0 when there is none. */
  long max() {
    return max;
  }

  /** The duration that this share of all (from 0 to 1) does not exceed; 0 when there is none. */
  long percentile(double share) {
    var rank = Math.max(1, (long) Math.ceil(share * count));
    var seen = 0L;
    for (var i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return Math.min(max, largest(i));
      }
    }
    return max;
  }

  private static int bucket(long value) {
    var shift = Math.max(0, Long.SIZE - 1 - BITS - Long.numberOfLeadingZeros(value));
    return shift * PER_DOUBLING + (int) (value >>> shift);
  }

  /** The largest value of a bucket. */
  private static long largest(int bucket) {
    var shift = Math.max(0, bucket / PER_DOUBLING - 1);
    return ((bucket - (long) shift * PER_DOUBLING + 1) << shift) - 1;
  }
}
