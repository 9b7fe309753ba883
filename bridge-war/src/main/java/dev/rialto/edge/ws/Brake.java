package dev.rialto.edge.ws;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Slows down a client of the standard's endpoint, which knows no other way than to keep the thread
 * that brings what it sends. A bounded number of them, for a bounded time. Any thread may call.
 */
final class Brake {
  /** All connections of a deployment share the container's threads. */
  private static final Semaphore PLACES = new Semaphore(25);

  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final Semaphore places;
  private final Duration longest;
  private volatile CountDownLatch stop; // null while it may go on

  Brake() {
    this(PLACES, LONGEST);
  }

  Brake(Semaphore places, Duration longest) {
    this.places = places;
    this.longest = longest;
  }

  /** Makes {@link #hold} wait. */
  void pull() {
    if (stop == null) {
      stop = new CountDownLatch(1);
    }
  }

  /** Lets whoever waits go on. */
  void release() {
    CountDownLatch was = stop;
    stop = null;
    if (was != null) {
      was.countDown();
    }
  }

  /**
   * Waits until it may go on; returns false when it may not, and can't wait either: too many do, or
   * it has waited too long.
   */
  boolean hold() {
    CountDownLatch until = stop;
    if (until == null) {
      return true;
    }
    if (!places.tryAcquire()) {
      return false;
    }
    Turn.letGo(); // nobody else has to wait
    try {
      return until.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the container stops
      return false;
    } finally {
      places.release();
    }
  }
}
