package dev.rialto.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.bench.broker.Broker;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static Cell cell(double value, String... faults) {
    return Cell.of(new Reading(value, "206 k/s", 0.5, "0 / 0 / 0", List.of(faults)));
  }

  private static Report report(Cell endpoint, Cell hiveMq) {
    var report = new Report(List.of(Broker.RIALTO_ENDPOINT, Broker.HIVEMQ));
    report.put(Discipline.FAN_IN_QOS0, Broker.RIALTO_ENDPOINT, endpoint);
    report.put(Discipline.FAN_IN_QOS0, Broker.HIVEMQ, hiveMq);
    return report;
  }

  @Test
  void figuresHaveAColumnForEachBroker() {
    assertThat(report(cell(1.234), cell(4.7)).figures())
        .isEqualTo(
            """
            | scenario | unit | rialto-endpoint | hivemq |
            | --- | ---: | ---: | ---: |
            | fan-in, 50 → 1, QoS 0 | CPU s per million | 1.23 (206 k/s) | 4.70 (206 k/s) |
            """);
  }

  @Test
  void verdictsAreOfRialtoAlone() {
    assertThat(report(cell(6), cell(5)).verdicts())
        .isEqualTo(
            """
            | Rialto : HiveMQ | must | aim | must, endpoint | rialto-endpoint |
            | --- | ---: | ---: | ---: | ---: |
            | fan-in, 50 → 1, QoS 0 | ≤ 0.5 | ≤ 0.2 | ≤ 1.3 | 1.20 pass |
            """);
  }

  @Test
  void rulesMayCostATenth() {
    var report = new Report(List.of(Broker.RIALTO, Broker.RIALTO_ACL));
    report.put(Discipline.FAN_IN_QOS0, Broker.RIALTO, cell(1));
    report.put(Discipline.FAN_IN_QOS0, Broker.RIALTO_ACL, cell(1.11));
    report.put(Discipline.ACCEPT, Broker.RIALTO, cell(100));
    report.put(Discipline.ACCEPT, Broker.RIALTO_ACL, cell(91));

    assertThat(report.rules())
        .isEqualTo(
            """
            | rialto-acl : rialto | must | is |
            | --- | ---: | ---: |
            | fan-in, 50 → 1, QoS 0, CPU s per million | ≤ 1.1 | 1.11 MISS |
            | 5,000 connections, accepted per second | ≥ 0.9 | 0.910 pass |
            """);
    assertThat(report(cell(1), cell(5)).rules()).isEmpty();
  }

  @Test
  void aRunThatLostMessagesIsNotJudged() {
    var report = report(cell(1, "7 messages are lost"), cell(5));

    assertThat(report.figures()).contains("1.00 (206 k/s) **!**");
    assertThat(report.verdicts()).contains("not measured");
    assertThat(report.checks()).contains("| 0 / 0 / 0 | 50 % | 7 messages are lost |");
  }

  @Test
  void aBrokerThatDidNotStartIsShown() {
    var report = report(cell(1), Cell.failed("no mosquitto\nand more"));

    assertThat(report.figures()).contains("| 1.00 (206 k/s) | failed |");
    assertThat(report.checks()).contains("| hivemq | – | – | no mosquitto |");
  }
}
