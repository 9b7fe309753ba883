package dev.rialto.time;

import java.time.Duration;

/** The engine's clock and alarm. Injected, so that tests move time instead of waiting for it. */
public interface Scheduler {
  /** Nanoseconds since some fixed moment; never goes back. Any thread may call. */
  long now();

  /**
   * Milliseconds since 1970, for what outlives the process; may be set back or forth. Any thread
   * may call.
   */
  long wallClock();

  /**
   * Runs {@code task} once, not before {@code delay} has passed. Tasks run one at a time and must
   * not block; what one throws is logged and hurts no other.
   */
  Task after(Duration delay, Runnable task);

  /** A planned run. */
  interface Task {
    /** Makes sure it does not begin any more, unless it already has. */
    void cancel();
  }
}
