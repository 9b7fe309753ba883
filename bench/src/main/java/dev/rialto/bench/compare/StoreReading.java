package dev.rialto.bench.compare;

import dev.rialto.bench.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What one store did in one round.
 *
 * @param cpu seconds of the server for a million delivered messages
 * @param rate messages delivered a second
 * @param perForced messages that were published for each fsync; infinite without any
 * @param generatorCpu share of a core that the generator used
 * @param faults what makes it invalid, in words
 */
record StoreReading(
    double cpu, double rate, double perForced, double generatorCpu, List<String> faults) {
  /** Takes a copy of the list. */
  StoreReading {
    faults = List.copyOf(faults);
  }

  static StoreReading of(Result result, double perForced) {
    var faults = new ArrayList<>(result.faults());
    if (result.checks().lost() > 0) { // at QoS 0 allowed, but then the cost can't be compared
      faults.add(String.format(Locale.ROOT, "%,d messages are lost", result.checks().lost()));
    }
    if (result.traffic().delivered() == 0) {
      faults.add("nothing was delivered");
    }
    return new StoreReading(
        result.server().orElseThrow().cpuSecondsPerMillion(),
        result.traffic().deliveredPerSecond(),
        perForced,
        result.generatorCpu(),
        faults);
  }

  boolean counts() {
    return faults.isEmpty();
  }
}
