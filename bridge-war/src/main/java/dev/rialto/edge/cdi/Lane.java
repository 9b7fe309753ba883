package dev.rialto.edge.cdi;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs tasks one at a time, in order, in other threads than those that add them. */
final class Lane {
  private static final Logger LOG = System.getLogger(Lane.class.getName());

  private final Executor executor;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger pending = new AtomicInteger();

  Lane(Executor executor) {
    this.executor = executor;
  }

  /** Runs it in its turn. */
  void run(Runnable task) {
    tasks.add(task);
    if (pending.getAndIncrement() == 0) {
      executor.execute(this::work);
    }
  }

  private void work() {
    do {
      try {
        tasks.remove().run();
      } catch (RuntimeException e) { // the next has nothing to do with it
        LOG.log(Level.ERROR, "A message could not be handled in the deployment.", e);
      }
    } while (pending.decrementAndGet() > 0);
  }

  /** How many have been added and are not done. */
  int size() {
    return pending.get();
  }
}
