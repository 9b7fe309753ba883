package dev.rialto.bench.compare;

import dev.rialto.bench.Retained;
import dev.rialto.bench.broker.RunningBroker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Milliseconds from a new client's SUBSCRIBE to {@code #} until all retained messages are there.
 */
record RetainedProbe(int messages) implements Probe {
  /** One is over in milliseconds, and noisy: so many give the median. */
  private static final int REPLAYS = 11;

  private static final int FEWEST_TO_WARM_UP = 5;

  @Override
  public List<Reading> measure(RunningBroker broker, Effort effort) throws IOException {
    Retained.publish(broker.url(), messages);
    var end = System.nanoTime() + effort.warmup() * 1_000_000_000L;
    for (var i = 0; i < FEWEST_TO_WARM_UP || System.nanoTime() - end < 0; i++) {
      var replay = Retained.replay(broker.url(), messages);
      if (!replay.faults().isEmpty()) { // it would be so, and take long, every time
        return List.of(reading(replay));
      }
    }
    var readings = new ArrayList<Reading>();
    for (var i = 0; i < REPLAYS * effort.repeat(); i++) {
      readings.add(reading(Retained.replay(broker.url(), messages)));
    }
    return readings;
  }

  private static Reading reading(Retained.Replay replay) {
    return new Reading(replay.seconds() * 1e3, "", Double.NaN, "–", replay.faults());
  }
}
