package dev.rialto.edge.http;

import java.time.Duration;
import java.util.Optional;

/** How long somebody wants to wait for an answer. */
final class Patience {
  private static final Duration LONGEST = Duration.ofSeconds(25); // Payara's HTTP/2 cuts at 45

  private Patience() {}

  /**
   * Reads it.
   *
   * @param wait seconds; {@code null} for not at all
   * @return empty if it is no number, or too long
   */
  static Optional<Duration> of(String wait) {
    if (wait == null) {
      return Optional.of(Duration.ZERO);
    }
    return Optional.of(wait)
        .filter(given -> given.matches("\\d{1,2}"))
        .map(given -> Duration.ofSeconds(Integer.parseInt(given)))
        .filter(asked -> asked.compareTo(LONGEST) <= 0);
  }
}
