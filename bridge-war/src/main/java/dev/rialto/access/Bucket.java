package dev.rialto.access;

import java.time.Duration;

/**
 * How many of something may come in a second, and how many at once after a time of quiet. Immutable
 * but for what is in it; its owner sees to it that one thread at a time uses it.
 */
final class Bucket {
  /** A second's worth of time for each that may come at once, and so many of them. */
  private static final int AT_ONCE = 10;

  private final long each; // nanoseconds
  private final long most;
  private long emptyAt; // when all that came will have been paid for

  /**
   * Full.
   *
   * @param perSecond at least one
   * @param now nanoseconds
   */
  Bucket(int perSecond, long now) {
    each = Duration.ofSeconds(1).toNanos() / perSecond;
    most = Duration.ofSeconds(AT_ONCE).toNanos();
    emptyAt = now;
  }

  /** Whether one more may come now. */
  boolean hasRoom(long now) {
    return emptyAt - now <= most - each;
  }

  /** One came. */
  void take(long now) {
    emptyAt = (isFull(now) ? now : emptyAt) + each;
  }

  /** Whether there is nothing to remember. */
  boolean isFull(long now) {
    return emptyAt - now <= 0;
  }
}
