package dev.rialto.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.bench.broker.Broker;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoreReportTest {
  private final StoreReport report = new StoreReport();

  private void add(Broker store, double cpu, double rate, double perForced, String... faults) {
    report.add(
        StoreRow.DURABLE_FAN_IN_100,
        store,
        new StoreReading(cpu, rate, perForced, 1, List.of(faults)));
  }

  @Test
  void ratiosAreThoseOfTheSameRound() {
    add(Broker.RIALTO_MEMORY, 10, 100, Double.NaN);
    add(Broker.RIALTO, 20, 40, 30);
    add(Broker.RIALTO_NEVER, 15, 100, 1_000);
    add(Broker.RIALTO_MEMORY, 100, 10, Double.NaN); // the machine had other things to do
    add(Broker.RIALTO, 250, 4, 5);
    add(Broker.RIALTO_NEVER, 150, 10, 1_000);

    assertThat(report.text())
        .contains("CPU : `memory` | ≤ 3 | 2.25 (2.00 – 2.50) | pass |")
        .contains("messages/s : `never` | ≥ 0.5 | 0.400 | MISS |")
        .contains("messages per fsync | ≥ 10 | 17.5 (5.00 – 30.0) | pass |")
        .contains("Nothing was lost");
  }

  @Test
  void whatWentWrongDoesNotCount() {
    add(Broker.RIALTO_MEMORY, 10, 100, Double.NaN);
    add(Broker.RIALTO, 20, 40, 30, "7 messages are lost");

    assertThat(report.text())
        .contains("CPU : `memory` | ≤ 3 | – | not measured |")
        .contains("rialto: 7 messages are lost");
  }
}
