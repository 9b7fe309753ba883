package dev.rialto.bench.compare;

import static dev.rialto.bench.compare.TrafficProbe.Figure.CPU;

import dev.rialto.bench.Flow;
import dev.rialto.bench.Shape;
import dev.rialto.bench.Topics;
import dev.rialto.bench.broker.Broker;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/** How the cost grows with the work: flat, if all is well. */
final class Scaling {
  private static final int BAR = 30;
  private static final int WINDOW = 100;

  /** Measures a probe on a broker. */
  interface Measurement {
    Cell of(String title, Probe probe, Broker broker);
  }

  private final CompareOptions options;
  private final Measurement measurement;

  Scaling(CompareOptions options, Measurement measurement) {
    this.options = options;
    this.measurement = measurement;
  }

  String report() {
    var text = new StringBuilder(Machine.describe()).append('\n');
    for (var broker : options.brokers().stream().filter(Broker::isRialto).toList()) {
      text.append(
          curve(
              broker,
              "fan-out, subscribers",
              "CPU s per million",
              List.of(1, 10, 100, 1_000, 5_000),
              Scaling::fanOut));
      text.append(
          curve(
              broker,
              "connections",
              "accepted per second",
              List.of(100, 1_000, 5_000, 10_000),
              AcceptProbe::new));
      text.append(
          curve(
              broker,
              "retained to a new `#`",
              "µs each",
              List.of(1_000, 10_000, 100_000),
              Scaling::retainedEach));
    }
    return text.toString();
  }

  private static Probe fanOut(int subscribers) {
    return new TrafficProbe(
        new Shape(Topics.FAN_OUT, 1, subscribers, 0), Flow.closedLoop(0, 64, WINDOW), CPU);
  }

  private static Probe retainedEach(int messages) {
    return (broker, effort) ->
        new RetainedProbe(messages)
            .measure(broker, effort).stream()
                .map(
                    each ->
                        new Reading(
                            each.value() * 1_000 / messages,
                            String.format(Locale.ROOT, "%,.0f ms", each.value()),
                            each.generatorCpu(),
                            each.checks(),
                            each.faults()))
                .toList();
  }

  private String curve(
      Broker broker, String title, String unit, List<Integer> points, IntFunction<Probe> probe) {
    var cells =
        points.stream()
            .map(point -> measurement.of(title + " " + point, probe.apply(point), broker))
            .toList();
    var most = cells.stream().mapToDouble(Cell::value).filter(v -> v > 0).max().orElse(1);
    var table = new Table(List.of(title, unit, ""));
    for (var i = 0; i < points.size(); i++) {
      table.row(
          List.of(
              String.format(Locale.ROOT, "%,d", points.get(i)),
              cells.get(i).text(),
              bar(cells.get(i).value() / most)));
    }
    return "\n" + broker.label() + "\n\n" + table;
  }

  /** Of a share of the longest. */
  static String bar(double share) {
    return share > 0 ? "█".repeat(Math.max(1, (int) Math.round(BAR * share))) : "";
  }
}
