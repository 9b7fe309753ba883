package dev.rialto.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;

/** The counters at one moment; a result is the difference of two. */
record Sample(
    long time, long delivered, long published, long ownCpu, Optional<ProcessUsage> server) {
  private static final OperatingSystemMXBean OWN =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /** Throws {@link IOException} when the broker's process cannot be looked at. */
  static Sample take(Scenario scenario, Ledger ledger, List<Publisher> publishers)
      throws IOException {
    var pid = scenario.serverPid();
    return new Sample(
        System.nanoTime(),
        ledger.distinct(),
        publishers.stream().mapToLong(Publisher::done).sum(),
        OWN.getProcessCpuTime(),
        pid.isPresent() ? Optional.of(ProcessUsage.of(pid.getAsLong())) : Optional.empty());
  }

  Result since(
      Sample before,
      Scenario scenario,
      Result.Connecting connecting,
      Latency latency,
      Checks checks,
      List<String> faults) {
    var nanoseconds = (double) (time - before.time);
    var traffic =
        new Result.Traffic(
            delivered - before.delivered, published - before.published, nanoseconds / 1e9);
    return new Result(
        scenario,
        connecting,
        traffic,
        latency,
        checks,
        (ownCpu - before.ownCpu) / nanoseconds,
        server.map(now -> Result.Server.of(before.server.orElseThrow(), now, traffic)),
        faults);
  }
}
