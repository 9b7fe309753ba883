package dev.rialto.bench.compare;

import dev.rialto.bench.broker.Broker;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** All that was measured, as Markdown: the figures, Rialto's ratios with verdicts, the checks. */
final class Report {
  private final List<Broker> brokers;
  private final Map<Discipline, Map<Broker, Cell>> cells = new EnumMap<>(Discipline.class);

  Report(List<Broker> brokers) {
    this.brokers = List.copyOf(brokers);
  }

  void put(Discipline discipline, Broker broker, Cell cell) {
    cells.computeIfAbsent(discipline, first -> new EnumMap<>(Broker.class)).put(broker, cell);
  }

  String figures() {
    var head = new ArrayList<>(List.of("scenario", "unit"));
    brokers.forEach(broker -> head.add(broker.label()));
    var table = new Table(head);
    cells.forEach(
        (discipline, row) -> {
          var line = new ArrayList<>(List.of(discipline.title(), discipline.unit()));
          brokers.forEach(broker -> line.add(cell(row, broker).text()));
          table.row(line);
        });
    return table.toString();
  }

  /** Of every Rialto among the brokers; of the endpoint less is asked than of the faster one. */
  String verdicts() {
    var head = new ArrayList<>(List.of("Rialto : HiveMQ", "must", "aim", "must, endpoint"));
    var ours = brokers.stream().filter(Broker::isRialto).toList();
    ours.forEach(broker -> head.add(broker.label()));
    var table = new Table(head);
    cells.forEach(
        (discipline, row) -> {
          var goal = discipline.goal();
          var line = new ArrayList<String>();
          line.add(discipline.title() + (goal.relative() ? "" : ", " + discipline.unit()));
          line.add(goal.bound(goal.must()));
          line.add(goal.bound(goal.aim()));
          line.add(goal.bound(goal.endpointMust()));
          ours.forEach(broker -> line.add(verdict(goal, row, broker)));
          table.row(line);
        });
    return table.toString();
  }

  private static String verdict(Goal goal, Map<Broker, Cell> row, Broker broker) {
    var judged = goal.judged(cell(row, broker).value(), cell(row, Broker.HIVEMQ).value());
    return Numbers.significant(judged)
        + " "
        + goal.verdict(judged, broker == Broker.RIALTO_ENDPOINT);
  }

  /** What users and rules cost; empty unless both have been measured. */
  String rules() {
    if (!brokers.containsAll(List.of(Broker.RIALTO, Broker.RIALTO_ACL))) {
      return "";
    }
    var table = new Table(List.of("rialto-acl : rialto", "must", "is"));
    cells.forEach(
        (discipline, row) -> {
          var goal = discipline.goal();
          var ratio = cell(row, Broker.RIALTO_ACL).value() / cell(row, Broker.RIALTO).value();
          table.row(
              List.of(
                  discipline.title() + ", " + discipline.unit(),
                  goal.atLeast() ? "≥ 0.9" : "≤ 1.1",
                  Numbers.significant(ratio) + " " + rulesVerdict(goal, ratio)));
        });
    return table.toString();
  }

  private static String rulesVerdict(Goal goal, double ratio) {
    if (Double.isNaN(ratio)) {
      return "not measured";
    }
    return (goal.atLeast() ? ratio >= 0.9 : ratio <= 1.1) ? "pass" : "MISS";
  }

  String checks() {
    var table =
        new Table(
            List.of("scenario", "broker", "lost / twice / disordered", "generator CPU", "wrong"));
    cells.forEach(
        (discipline, row) ->
            brokers.forEach(broker -> table.row(checks(discipline, broker, cell(row, broker)))));
    return table.toString();
  }

  private static List<String> checks(Discipline discipline, Broker broker, Cell cell) {
    var wrong =
        cell.reading().map(reading -> String.join("; ", reading.faults())).orElse(cell.failure());
    return List.of(
        discipline.title(),
        broker.label(),
        cell.reading().map(Reading::checks).orElse("–"),
        cell.generatorCpu(),
        wrong.isEmpty() ? "nothing" : wrong.lines().findFirst().orElse("").replace('|', '/'));
  }

  private static Cell cell(Map<Broker, Cell> row, Broker broker) {
    return row.getOrDefault(broker, Cell.failed("not asked for"));
  }
}
