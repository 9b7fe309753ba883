package dev.rialto.edge.ws;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The container's scheduler, except that a task without a delay is not run: that is how the
 * container plans an idle time-out which is switched off, and the task would find just that.
 */
final class NoDelayNoTask extends AbstractExecutorService implements ScheduledExecutorService {
  private final ScheduledExecutorService managed;
  private final Runnable skipped;

  NoDelayNoTask(ScheduledExecutorService managed, Runnable skipped) {
    this.managed = managed;
    this.skipped = skipped;
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
    if (delay > 0) {
      return managed.schedule(command, delay, unit);
    }
    skipped.run();
    return Never.PLANNED;
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
    return managed.schedule(callable, delay, unit);
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable command, long initialDelay, long period, TimeUnit unit) {
    return managed.scheduleAtFixedRate(command, initialDelay, period, unit);
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable command, long initialDelay, long delay, TimeUnit unit) {
    return managed.scheduleWithFixedDelay(command, initialDelay, delay, unit);
  }

  @Override
  public void execute(Runnable command) {
    managed.execute(command);
  }

  @Override
  public void shutdown() {
    managed.shutdown();
  }

  @Override
  public List<Runnable> shutdownNow() {
    return managed.shutdownNow();
  }

  @Override
  public boolean isShutdown() {
    return managed.isShutdown();
  }

  @Override
  public boolean isTerminated() {
    return managed.isTerminated();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return managed.awaitTermination(timeout, unit);
  }

  /** The future of a task that is not there. */
  private static final class Never extends CompletableFuture<Void>
      implements ScheduledFuture<Void> {
    static final Never PLANNED = new Never();

    static {
      PLANNED.complete(null);
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return 0;
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(0, other.getDelay(TimeUnit.NANOSECONDS));
    }
  }
}
