package dev.rialto.bench.compare;

import dev.rialto.bench.Crowd;
import dev.rialto.bench.broker.RunningBroker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Connections accepted per second, up to CONNACK, with up to 64 handshakes at a time. */
record AcceptProbe(int connections) implements Probe {
  @Override
  public List<Reading> measure(RunningBroker broker, Effort effort) throws IOException {
    var cold = warmUp(broker, effort);
    var readings = new ArrayList<Reading>();
    for (var i = 0; i < effort.repeat(); i++) {
      var cpu = new OwnCpu();
      try (var crowd = Crowd.connect(broker.url(), connections)) {
        readings.add(new Reading(crowd.perSecond(), cold, cpu.share(), "–", List.of()));
      }
    }
    return readings;
  }

  /** The crowd comes and goes until the time is over; tells how fast the first one was accepted. */
  private String warmUp(RunningBroker broker, Effort effort) throws IOException {
    var end = System.nanoTime() + effort.warmup() * 1_000_000_000L;
    var first = 0.0;
    do {
      try (var crowd = Crowd.connect(broker.url(), connections)) {
        first = first == 0 ? crowd.perSecond() : first;
      }
    } while (System.nanoTime() - end < 0);
    return "cold " + Numbers.significant(first);
  }
}
