package dev.rialto.bench.compare;

import static dev.rialto.bench.broker.Broker.RIALTO;
import static dev.rialto.bench.broker.Broker.RIALTO_MEMORY;
import static dev.rialto.bench.broker.Broker.RIALTO_NEVER;

import dev.rialto.bench.broker.Broker;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What the stores cost, as Markdown. Figures are medians; ratios are medians of the rounds' ratios,
 * with the lowest and the highest. What something was wrong with doesn't count.
 */
final class StoreReport {
  private static final Goal CPU = Goal.absoluteAtMost(3, Double.NaN);
  private static final Goal CPU_OF_NOTHING = Goal.absoluteAtMost(1.1, Double.NaN);
  private static final Goal RATE = atLeast(0.5);
  private static final Goal PER_FORCED = atLeast(10);
  private static final Goal NOTHING = Goal.absoluteAtMost(Double.NaN, Double.NaN);

  private static final ToDoubleFunction<StoreReading> OF_CPU = StoreReading::cpu;
  private static final ToDoubleFunction<StoreReading> OF_RATE = StoreReading::rate;

  private final Map<StoreRow, Map<Broker, List<StoreReading>>> readings =
      new EnumMap<>(StoreRow.class);
  private final List<String> faults = new ArrayList<>();

  private static Goal atLeast(double must) {
    return new Goal(false, true, must, Double.NaN, Double.NaN);
  }

  void add(StoreRow row, Broker store, StoreReading reading) {
    readings
        .computeIfAbsent(row, first -> new EnumMap<>(Broker.class))
        .computeIfAbsent(store, first -> new ArrayList<>())
        .add(reading);
    reading
        .faults()
        .forEach(fault -> faults.add(row.title() + ", " + store.label() + ": " + fault));
  }

  String text() {
    return figures() + "\n" + verdicts() + "\n" + wrong();
  }

  private String figures() {
    var table =
        new Table(List.of("scenario", "unit", "`memory`", "`commit`", "`interval`", "`never`"));
    for (var row : readings.keySet()) {
      table.row(line(row, row.title(), "CPU s per million", OF_CPU));
      table.row(line(row, "", "messages/s", OF_RATE));
      if (row.isDurable()) {
        table.row(line(row, "", "messages per fsync", StoreReading::perForced));
      }
    }
    return table.toString();
  }

  private List<String> line(
      StoreRow row, String title, String unit, ToDoubleFunction<StoreReading> figure) {
    var line = new ArrayList<>(List.of(title, unit));
    for (var store : StoreRow.ALL) {
      line.add(Numbers.significant(Spread.of(rounds(row, store, figure)).median()));
    }
    return line;
  }

  private String verdicts() {
    var table = new Table(List.of("`commit`, in the same round", "must", "is", ""));
    for (var row : readings.keySet()) {
      if (row.isDurable()) {
        table.row(judged(row, "CPU : `memory`", row.isJudged() ? CPU : NOTHING, cpu(row)));
        table.row(
            judged(
                row,
                "messages/s : `never`",
                row.isJudged() ? RATE : NOTHING,
                ratio(row, RIALTO, RIALTO_NEVER, OF_RATE)));
        table.row(
            judged(
                row,
                "messages per fsync",
                row.isJudged() && row.shape().publishers() == 100 ? PER_FORCED : NOTHING,
                Spread.of(rounds(row, RIALTO, StoreReading::perForced))));
      } else {
        table.row(judged(row, "CPU : `memory`", CPU_OF_NOTHING, cpu(row)));
      }
    }
    return table.toString();
  }

  private Spread cpu(StoreRow row) {
    return ratio(row, RIALTO, RIALTO_MEMORY, OF_CPU);
  }

  private static List<String> judged(StoreRow row, String what, Goal goal, Spread is) {
    return List.of(
        row.title() + ": " + what,
        goal.bound(goal.must()),
        is.text(),
        goal.verdict(is.median(), false));
  }

  private Spread ratio(
      StoreRow row, Broker one, Broker other, ToDoubleFunction<StoreReading> figure) {
    var ones = rounds(row, one, figure);
    var others = rounds(row, other, figure);
    return Spread.of(
        IntStream.range(0, Math.min(ones.size(), others.size()))
            .mapToObj(round -> ones.get(round) / others.get(round))
            .toList());
  }

  /** NaN for what doesn't count. */
  private List<Double> rounds(StoreRow row, Broker store, ToDoubleFunction<StoreReading> figure) {
    return readings.get(row).getOrDefault(store, List.of()).stream()
        .map(reading -> reading.counts() ? figure.applyAsDouble(reading) : Double.NaN)
        .toList();
  }

  private String wrong() {
    return faults.isEmpty()
        ? "Nothing was lost, twice, disordered or damaged.\n"
        : String.join("\n", faults) + "\n";
  }
}
