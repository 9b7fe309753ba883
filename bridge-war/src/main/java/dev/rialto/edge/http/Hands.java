package dev.rialto.edge.http;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The few threads that write answers, which may block while a client is slow to take one. Whoever
 * publishes must not wait for that, nor pay the container's price of a task for each of thousands
 * who wait for the same message.
 */
final class Hands {
  private static final int MOST = 4; // of the container's threads

  private final Executor executor;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger busy = new AtomicInteger();

  Hands(Executor executor) {
    this.executor = executor;
  }

  /** Runs it soon, in another thread. */
  void run(Runnable task) {
    tasks.add(task);
    if (busy.getAndUpdate(now -> Math.min(MOST, now + 1)) < MOST) {
      executor.execute(this::work);
    }
  }

  private void work() {
    Runnable next;
    try {
      while ((next = tasks.poll()) != null) {
        next.run();
      }
    } finally {
      busy.decrementAndGet();
    }
    if (!tasks.isEmpty()) { // added after the look, by somebody who saw all hands busy
      run(() -> {});
    }
  }
}
