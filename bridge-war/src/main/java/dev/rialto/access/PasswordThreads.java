package dev.rialto.access;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Where passwords are checked, which takes milliseconds of a processor: never in a thread of the
 * container's, and never for so many clients at once that nothing else gets done. Idle threads end.
 */
public final class PasswordThreads implements Executor, AutoCloseable {
  private static final int THREADS = 2;
  private static final int IDLE_SECONDS = 30;

  private final ThreadPoolExecutor executor;

  /** Starts its threads when they are needed; at most so many checks wait for one. */
  public PasswordThreads(int waiting) {
    executor =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            task -> {
              Thread thread = new Thread(task, "rialto-passwords");
              thread.setDaemon(true);
              return thread;
            });
    executor.allowCoreThreadTimeOut(true);
  }

  /**
   * Takes a check; throws {@link RejectedExecutionException} when too many wait, or all is over.
   */
  @Override
  public void execute(Runnable check) {
    executor.execute(check);
  }

  /** Forgets what waits. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}
