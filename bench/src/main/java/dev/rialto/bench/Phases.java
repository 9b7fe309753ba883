package dev.rialto.bench;

import java.time.Duration;

/**
 * How long a run takes.
 *
 * @param warmup traffic that is checked but not measured
 * @param measured traffic that is checked and measured
 * @param drain after the last publish: what has not come when nothing came for so long, is lost
 */
public record Phases(Duration warmup, Duration measured, Duration drain) {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Throws {@link IllegalArgumentException} for negative times or nothing to measure. */
  public Phases {
    Limits.require(!warmup.isNegative() && !drain.isNegative(), "times cannot be negative");
    Limits.require(measured.compareTo(Duration.ZERO) > 0, "nothing is measured");
  }

  /** With a drain of 10 s. */
  public static Phases ofSeconds(int warmup, int measured) {
    return new Phases(Duration.ofSeconds(warmup), Duration.ofSeconds(measured), PATIENCE);
  }
}
