package dev.rialto.bench.compare;

import dev.rialto.bench.Load;
import dev.rialto.bench.Phases;
import dev.rialto.bench.Scenario;
import dev.rialto.bench.broker.Broker;
import dev.rialto.bench.broker.RunningBroker;
import java.io.IOException;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * What Rialto's stores cost. All of them are started, and under each load measured in turns, so
 * that what else the machine does meets all alike.
 */
final class Stores {
  private static final int WARM_ALREADY = 2;

  /** Starts a broker on the server's core. */
  interface Start {
    RunningBroker of(Broker broker) throws IOException;
  }

  private final Effort effort;
  private final Start start;
  private final PrintStream out;
  private final StoreReport report = new StoreReport();

  Stores(Effort effort, Start start, PrintStream out) {
    this.effort = effort;
    this.start = start;
    this.out = out;
  }

  String report() throws IOException {
    var running = new EnumMap<Broker, RunningBroker>(Broker.class);
    try {
      for (var store : StoreRow.ALL) {
        running.put(store, start.of(store));
      }
      for (var row : StoreRow.values()) {
        for (var round = 0; round < effort.repeat(); round++) {
          measure(row, round, row.stores().stream().map(running::get).toList());
        }
      }
    } finally {
      running.values().forEach(RunningBroker::close);
    }
    return report.text();
  }

  /** Nobody always runs after the same. */
  private void measure(StoreRow row, int round, List<RunningBroker> running) throws IOException {
    for (var i = 0; i < running.size(); i++) {
      measure(row, round, running.get((round + i) % running.size()));
    }
  }

  private void measure(StoreRow row, int round, RunningBroker broker) throws IOException {
    var warmup = round == 0 ? effort.warmup() : Math.min(WARM_ALREADY, effort.warmup());
    var phases = Phases.ofSeconds(warmup, effort.seconds());
    var pid = OptionalLong.of(broker.pid());
    var before = StoreCounters.of(broker);
    var result =
        Load.run(new Scenario(broker.url(), row.shape(), row.flow(), phases, pid, row.durable()));
    var reading = StoreReading.of(result, StoreCounters.of(broker).perForced(before));
    report.add(row, broker.broker(), reading);
    out.printf(
        Locale.ROOT,
        "%s, %s: %s CPU s per million, %s, %s messages an fsync, generator %.0f %%%n",
        row.title(),
        broker.broker().label(),
        Numbers.significant(reading.cpu()),
        Numbers.rate(reading.rate()),
        Numbers.significant(reading.perForced()),
        100 * reading.generatorCpu());
    reading.faults().forEach(out::println);
  }
}
