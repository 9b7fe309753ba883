package dev.rialto.edge.client;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs tasks one at a time, in order: whoever adds the first runs it, and what is added meanwhile,
 * also by itself. Nobody waits, and no task is inside another.
 */
final class Serial {
  private static final Logger LOG = System.getLogger(Serial.class.getName());

  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger pending = new AtomicInteger();

  /** Runs it, now or in its turn. */
  void run(Runnable task) {
    tasks.add(task);
    if (pending.getAndIncrement() == 0) {
      do {
        guarded(tasks.remove());
      } while (pending.decrementAndGet() > 0);
    }
  }

  /** How many have been added and are not done. */
  int size() {
    return pending.get();
  }

  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) { // the next has nothing to do with it
      LOG.log(Level.ERROR, "A client inside the server failed at something.", e);
    }
  }
}
