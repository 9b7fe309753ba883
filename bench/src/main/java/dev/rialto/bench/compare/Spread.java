package dev.rialto.bench.compare;

import java.util.List;

/** Of several rounds; NaN when none counts. */
record Spread(double lowest, double median, double highest) {
  static Spread of(List<Double> rounds) {
    var sorted = rounds.stream().filter(value -> !value.isNaN()).sorted().toList();
    if (sorted.isEmpty()) {
      return new Spread(Double.NaN, Double.NaN, Double.NaN);
    }
    var upper = sorted.get(sorted.size() / 2);
    var median = sorted.size() % 2 == 1 ? upper : (sorted.get(sorted.size() / 2 - 1) + upper) / 2;
    return new Spread(sorted.get(0), median, sorted.get(sorted.size() - 1));
  }

  /** Such as {@code 2.10 (1.90 – 2.40)}. */
  String text() {
    var text = Numbers.significant(median);
    return lowest < highest
        ? text + " (" + Numbers.significant(lowest) + " – " + Numbers.significant(highest) + ")"
        : text;
  }
}
