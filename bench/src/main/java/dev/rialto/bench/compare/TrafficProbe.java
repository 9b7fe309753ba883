package dev.rialto.bench.compare;

import dev.rialto.bench.Flow;
import dev.rialto.bench.Load;
import dev.rialto.bench.Phases;
import dev.rialto.bench.Result;
import dev.rialto.bench.Scenario;
import dev.rialto.bench.Shape;
import dev.rialto.bench.broker.RunningBroker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Runs a load, and takes one number out of its result. */
record TrafficProbe(Shape shape, Flow flow, Figure figure) implements Probe {
  private static final int WARM_ALREADY = 2;

  /** Which number. */
  enum Figure {
    /** The server's CPU seconds for a million delivered messages. */
    CPU,
    /** Microseconds from when a message was due to its arrival, in half of the cases. */
    MEDIAN_LATENCY
  }

  @Override
  public List<Reading> measure(RunningBroker broker, Effort effort) throws IOException {
    var readings = new ArrayList<Reading>();
    for (var i = 0; i < effort.repeat(); i++) {
      var warmup = i == 0 ? effort.warmup() : Math.min(WARM_ALREADY, effort.warmup());
      var phases = Phases.ofSeconds(warmup, effort.seconds());
      readings.add(
          reading(
              Load.run(
                  new Scenario(broker.url(), shape, flow, phases, OptionalLong.of(broker.pid())))));
    }
    return readings;
  }

  private Reading reading(Result result) {
    var checks = result.checks();
    return new Reading(
        value(result),
        detail(result),
        result.generatorCpu(),
        String.format(
            Locale.ROOT,
            "%,d / %,d / %,d",
            checks.lost(),
            checks.duplicates(),
            checks.outOfOrder()),
        faults(result));
  }

  private double value(Result result) {
    return switch (figure) {
      case CPU -> result.server().orElseThrow().cpuSecondsPerMillion();
      case MEDIAN_LATENCY -> result.latency().p50();
    };
  }

  private String detail(Result result) {
    return switch (figure) {
      case CPU -> Numbers.rate(result.traffic().deliveredPerSecond());
      case MEDIAN_LATENCY -> String.format(Locale.ROOT, "p99 %,.0f µs", result.latency().p99());
    };
  }

  /** At QoS 0 a broker may lose messages, but then its cost cannot be compared. */
  private List<String> faults(Result result) {
    var faults = new ArrayList<>(result.faults());
    if (flow.qos() == 0 && result.checks().lost() > 0) {
      faults.add(String.format(Locale.ROOT, "%,d messages are lost", result.checks().lost()));
    }
    if (result.traffic().delivered() == 0) {
      faults.add("nothing was delivered");
    }
    return faults;
  }
}
