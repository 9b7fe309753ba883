package dev.rialto.edge.ws;

import dev.rialto.time.Scheduler;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether a connection is being read. The thread that reads asks before each read, and goes when it
 * may not; then another one is brought to read on, since the container doesn't know that there is
 * more. Any thread may call.
 */
final class Reading {
  private static final Duration AGAIN = Duration.ofMillis(50);

  private enum State {
    ON,
    /** As soon as the thread that reads looks; or the container brings one. */
    STOPPING,
    /** Nobody reads, and the container won't bring anybody. */
    OFF
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.ON);
  private final Executor threads;
  private final Scheduler scheduler;
  private final Runnable readOn;

  /**
   * Reads.
   *
   * @param readOn reads on, in one of the threads
   */
  Reading(Executor threads, Scheduler scheduler, Runnable readOn) {
    this.threads = threads;
    this.scheduler = scheduler;
    this.readOn = readOn;
  }

  /** Stops before the next read. */
  void pause() {
    state.compareAndSet(State.ON, State.STOPPING);
  }

  /** Goes on. */
  void resume() {
    if (!state.compareAndSet(State.STOPPING, State.ON)
        && state.compareAndSet(State.OFF, State.ON)) {
      bringThread();
    }
  }

  private void bringThread() {
    try {
      threads.execute(readOn);
    } catch (RejectedExecutionException e) { // all of them are busy, or the server stops
      scheduler.after(AGAIN, this::bringThread);
    }
  }

  /** Whether the thread that reads may do so once more; if not, it must go. */
  boolean mayGoOn() {
    state.compareAndSet(State.STOPPING, State.OFF);
    return state.get() == State.ON;
  }
}
