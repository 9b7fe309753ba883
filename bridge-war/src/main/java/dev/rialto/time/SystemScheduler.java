package dev.rialto.time;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The real clock, with one daemon thread of its own. Not the container's managed executor: that one
 * captures the whole naming and security context for each task, and keep alive plans one for each
 * connection.
 */
public final class SystemScheduler implements Scheduler, AutoCloseable {
  private static final Logger LOG = System.getLogger(SystemScheduler.class.getName());

  private final ScheduledThreadPoolExecutor executor;

  /** Starts the thread with the first task. */
  public SystemScheduler() {
    executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "rialto-timer");
              thread.setDaemon(true);
              return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy()); // after close()
    executor.setRemoveOnCancelPolicy(true); // a task holds its connection
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public long now() {
    return System.nanoTime();
  }

  @Override
  public long wallClock() {
    return System.currentTimeMillis();
  }

  @Override
  public Task after(Duration delay, Runnable task) {
    Future<?> planned =
        executor.schedule(() -> guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> planned.cancel(false);
  }

  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "A timed task failed; the others go on.", e);
    }
  }

  /** Forgets all tasks and ends the thread. Tasks planned afterwards never run. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}
