package dev.rialto.bench.stores;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What was measured, as a table with a row for each quantity and a column for each engine. */
final class Results {
  private final Map<String, Map<Contender, List<Double>>> rows = new LinkedHashMap<>();

  void add(String quantity, Contender contender, double number) {
    rows.computeIfAbsent(quantity, q -> new EnumMap<>(Contender.class))
        .computeIfAbsent(contender, c -> new ArrayList<>())
        .add(number);
  }

  /** In Markdown: medians, and the medians of the ratios to the first engine in the same round. */
  String table() {
    StringBuilder text = new StringBuilder("| |");
    for (Contender contender : Contender.values()) {
      text.append(' ').append(contender.label()).append(" |");
    }
    text.append("\n|---|").append("---:|".repeat(Contender.values().length)).append('\n');
    rows.forEach(
        (quantity, numbers) -> {
          text.append("| ").append(quantity).append(" |");
          for (Contender contender : Contender.values()) {
            text.append(' ').append(cell(numbers, contender)).append(" |");
          }
          text.append('\n');
        });
    return text.toString();
  }

  private static String cell(Map<Contender, List<Double>> numbers, Contender contender) {
    List<Double> all = numbers.get(contender);
    List<Double> first = numbers.get(Contender.SEGMENTS);
    double number = median(all);
    String text = (number < 100 ? "%,.1f" : "%,.0f").formatted(number);
    if (contender == Contender.SEGMENTS || median(first) < 0.05) {
      return text;
    }
    List<Double> ratios =
        IntStream.range(0, all.size()).mapToObj(i -> all.get(i) / first.get(i)).toList();
    return text + " (%.2f)".formatted(median(ratios));
  }

  private static double median(List<Double> numbers) {
    List<Double> sorted = numbers.stream().sorted().toList();
    int half = sorted.size() / 2;
    return (sorted.get(half) + sorted.get(sorted.size() - 1 - half)) / 2;
  }
}
