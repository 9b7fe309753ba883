package dev.rialto.bench.compare;

import java.util.Locale;
import java.util.Optional;

/**
 * What one broker did in one discipline.
 *
 * @param reading empty when there is none
 * @param failure why there is none; empty otherwise
 */
record Cell(Optional<Reading> reading, String failure) {
  static Cell of(Reading reading) {
    return new Cell(Optional.of(reading), "");
  }

  static Cell failed(String why) {
    return new Cell(Optional.empty(), why);
  }

  /** NaN when there is none, or one that does not count. */
  double value() {
    return reading.filter(each -> each.faults().isEmpty()).map(Reading::value).orElse(Double.NaN);
  }

  /** Such as {@code 4.70 (206 k/s)}, with a mark if something was wrong. */
  String text() {
    return reading
        .map(
            each ->
                Numbers.significant(each.value())
                    + (each.detail().isEmpty() ? "" : " (" + each.detail() + ")")
                    + (each.faults().isEmpty() ? "" : " **!**"))
        .orElse("failed");
  }

  String generatorCpu() {
    return reading
        .filter(each -> !Double.isNaN(each.generatorCpu()))
        .map(each -> String.format(Locale.ROOT, "%.0f %%", 100 * each.generatorCpu()))
        .orElse("–");
  }
}
