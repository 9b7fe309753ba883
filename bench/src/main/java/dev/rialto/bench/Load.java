package dev.rialto.bench;

import java.io.IOException;
import java.util.SplittableRandom;

/** The load generator: as a command, and for tests that want a {@link Result}. */
public final class Load {
  private static final int FAILED = 1;
  private static final int NOT_RUN = 2;

  private Load() {}

  /**
   * Runs a scenario wholly on the calling thread, and returns when every connection is closed.
   *
   * @throws IOException when the broker cannot be reached, refuses a client, or when its process
   *     cannot be looked at; as {@link java.io.InterruptedIOException} when the thread is
   *     interrupted. What goes wrong later is told by the result
   */
  public static Result run(Scenario scenario) throws IOException {
    try (var run = new Run(scenario, new SplittableRandom())) {
      return run.result();
    }
  }

  /**
   * Runs the scenario that the options describe and prints its result. The exit status is 0 when it
   * passed, 1 when the broker failed it, and 2 when there was nothing to judge.
   */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  private static int run(String... arguments) {
    try {
      var result = run(Options.parse(arguments));
      System.out.print(ResultTable.of(result));
      return result.passed() ? 0 : FAILED;
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.print(Options.USAGE);
    } catch (IOException e) {
      System.err.println("The run did not take place: " + e.getMessage());
    }
    return NOT_RUN;
  }
}
