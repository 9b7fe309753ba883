package dev.rialto.it;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.assertj.core.api.Assertions;

/** Waiting for what must come, never longer than needed. */
public final class Await {
  /** For whatever takes milliseconds on an idle machine. */
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final long PERIOD = 10; // milliseconds

  private Await() {}

  /** Waits until the condition holds; fails with what it stands for if it doesn't in time. */
  public static void until(String what, Callable<Boolean> condition) throws Exception {
    until(what, PATIENCE, condition);
  }

  /** The same, for things that may take longer, or must not. */
  public static void until(String what, Duration atMost, Callable<Boolean> condition)
      throws Exception {
    until(() -> what, atMost, condition);
  }

  /** The same, saying how far it got. */
  public static void until(Supplier<String> what, Duration atMost, Callable<Boolean> condition)
      throws Exception {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() - deadline > 0) {
        Assertions.fail("not within " + atMost.toSeconds() + " s: " + what.get());
      }
      Thread.sleep(PERIOD);
    }
  }
}
