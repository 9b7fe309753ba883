package dev.rialto.access;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads for what takes long, such as checking a password: never in a thread of the container's,
 * and never so much at once that nothing else gets done. Idle threads end.
 */
public final class Workers implements Executor, AutoCloseable {
  private static final int IDLE_SECONDS = 30;

  private final ThreadPoolExecutor executor;

  /** So many, which start when they are needed; at most so many tasks wait for one. */
  public Workers(String name, int threads, int waiting) {
    executor =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            work -> {
              Thread thread = new Thread(work, name);
              thread.setDaemon(true);
              return thread;
            });
    executor.allowCoreThreadTimeOut(true);
  }

  /** Takes a task; throws {@link RejectedExecutionException} when too many wait, or all is over. */
  @Override
  public void execute(Runnable task) {
    executor.execute(task);
  }

  /** Forgets what waits. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}
