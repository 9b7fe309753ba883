package dev.rialto.time;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A clock that stands still until a test moves it. Tasks run in the thread that moves it. */
public final class ManualScheduler implements Scheduler {
  private record Planned(long due, long number, Runnable task) implements Comparable<Planned> {
    private static final Comparator<Planned> ORDER =
        Comparator.comparingLong(Planned::due).thenComparingLong(Planned::number);

    @Override
    public int compareTo(Planned other) {
      return ORDER.compare(this, other);
    }
  }

  private final PriorityQueue<Planned> planned = new PriorityQueue<>();
  private long now = Long.MAX_VALUE - Duration.ofMinutes(1).toNanos(); // overflows soon: as it may
  private final long start = now;
  private long count;

  @Override
  public synchronized long now() {
    return now;
  }

  @Override
  public synchronized long wallClock() {
    return 1_700_000_000_000L + elapsed() / 1_000_000;
  }

  @Override
  public synchronized Task after(Duration delay, Runnable task) {
    Planned run = new Planned(now - start + delay.toNanos(), count++, task);
    planned.add(run);
    return () -> cancel(run);
  }

  private synchronized void cancel(Planned run) {
    planned.remove(run);
  }

  /** Lets time pass, and runs what is due meanwhile, each task at its own time. */
  public void pass(Duration time) {
    long until = elapsed() + time.toNanos();
    Planned next;
    while ((next = due(until)) != null) {
      next.task.run();
    }
    synchronized (this) {
      now = start + until;
    }
  }

  private synchronized long elapsed() {
    return now - start;
  }

  private synchronized Planned due(long until) {
    Planned next = planned.peek();
    if (next == null || next.due > until) {
      return null;
    }
    now = start + Math.max(now - start, next.due);
    return planned.remove();
  }

  /** How many tasks are planned. */
  public synchronized int planned() {
    return planned.size();
  }
}
