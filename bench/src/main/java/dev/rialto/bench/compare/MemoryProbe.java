package dev.rialto.bench.compare;

import dev.rialto.bench.Crowd;
import dev.rialto.bench.broker.RunningBroker;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Bytes for each idle connection with one subscription: by how much live heap and all other memory
 * grow. Measured once, since a broker gives back to the system only part of what it took.
 */
record MemoryProbe(int connections) implements Probe {
  /** Few at a time, so that code is warm but what the many need is still to be taken. */
  private static final int SMALL_CROWD = 250;

  private static final Duration SETTLE = Duration.ofSeconds(3);

  @Override
  public List<Reading> measure(RunningBroker broker, Effort effort) throws IOException {
    for (var done = 0; done < connections; done += SMALL_CROWD) {
      try (var crowd = Crowd.connect(broker.url(), SMALL_CROWD)) {
        crowd.subscribe();
      }
    }
    try (var one = Crowd.connect(broker.url(), 1)) {
      one.stay(SETTLE);
    }
    var before = Memory.of(broker);
    var cpu = new OwnCpu();
    try (var crowd = Crowd.connect(broker.url(), connections)) {
      crowd.subscribe();
      crowd.stay(SETTLE);
      var growth = Memory.of(broker).minus(before);
      crowd.stay(Duration.ofMillis(200)); // whoever was thrown out by now, does not count
      return List.of(
          new Reading(
              (double) growth.total() / connections / 1000,
              detail(broker, growth),
              cpu.share(),
              "–",
              List.of()));
    }
  }

  private String detail(RunningBroker broker, Memory growth) {
    return broker.broker().isOnJvm()
        ? String.format(
            Locale.ROOT,
            "heap %.1f, other %.1f",
            growth.heap() / 1e3 / connections,
            growth.other() / 1e3 / connections)
        : "";
  }
}
