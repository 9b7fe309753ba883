package dev.rialto.bench.stores;

import java.nio.file.Path;
import java.util.concurrent.Semaphore;

/** An application with an engine in it, as a class loader of its own sees it. */
public final class Deployment {
  private static final int MESSAGES =
      100_000; // more than an engine keeps from its background threads
  private static final int AT_ONCE = 1_000;
  private static final int BYTES = 100;

  private Deployment() {}

  /** Starts, stores some messages, and stops; returns how many were owed at first. */
  public static int live(String contender, String folder) throws Exception {
    int[] owed = {0};
    Engine engine = Contender.of(contender).open(Path.of(folder), (s, p, b) -> owed[0]++);
    Semaphore room = new Semaphore(AT_ONCE);
    for (int i = 0; i < MESSAGES; i++) {
      room.acquire();
      engine.queued(1, owed[0] + i, Bodies.of(1, i, BYTES), room::release);
    }
    room.acquire(AT_ONCE);
    engine.close();
    return owed[0];
  }
}
