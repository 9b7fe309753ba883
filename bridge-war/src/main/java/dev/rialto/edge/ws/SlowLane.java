package dev.rialto.edge.ws;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Where those publishers go one at a time that are faster than their subscribers. A subscriber's
 * acknowledgements are read by one thread: among fifty of publishers it would get one share of the
 * processors in fifty-one, and its queue would overflow; this way it gets every second one.
 *
 * <p>It takes time from publishers only, a bounded one, and holds a bounded number of the
 * container's threads. Any thread may call.
 */
final class SlowLane {
  /** All publishers of a deployment share the processors. */
  static final SlowLane ONLY = new SlowLane();

  private static final int MOST_WAITING = 50; // a quarter of the container's threads
  private static final long PATIENCE = 20; // ms

  private final Semaphore lane = new Semaphore(1, true);

  /** Waits for a turn; returns whether it got one, and then must {@link #leave}. */
  boolean enter() {
    if (lane.getQueueLength() >= MOST_WAITING) {
      return false;
    }
    try {
      return lane.tryAcquire(PATIENCE, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the container stops
      return false;
    }
  }

  /** Lets the next one in. */
  void leave() {
    lane.release();
  }
}
