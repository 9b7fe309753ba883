package dev.rialto.bench;

import java.util.List;
import java.util.Optional;

/**
 * What a run showed.
 *
 * @param connecting how fast connections were accepted
 * @param traffic what was moved in the measured time
 * @param latency how long it took
 * @param checks loss, duplicates, order and damage in the whole run
 * @param generatorCpu CPU seconds that this process used for each second of the measured time: near
 *     1 for a single thread that is always busy, and then the generator may be the bottleneck
 * @param server the broker's process in the measured time; empty when it was not asked for
 * @param faults what makes the run invalid, in words; empty when all is well
 */
public record Result(
    Scenario scenario,
    Connecting connecting,
    Traffic traffic,
    Latency latency,
    Checks checks,
    double generatorCpu,
    Optional<Server> server,
    List<String> faults) {

  /** Takes a copy of the list. */
  public Result {
    faults = List.copyOf(faults);
  }

  /** Whether the broker did all that MQTT asks of it. At QoS 0 it may lose messages. */
  public boolean passed() {
    return faults.isEmpty();
  }

  /** From the first SYN to the last CONNACK. */
  public record Connecting(int connections, double seconds) {
    public double perSecond() {
      return connections / seconds;
    }
  }

  /**
   * Counts within the measured time.
   *
   * @param delivered messages that arrived at subscribers, every copy for itself
   * @param published messages sent at QoS 0, or acknowledged above
   */
  public record Traffic(long delivered, long published, double seconds) {
    public double deliveredPerSecond() {
      return delivered / seconds;
    }

    public double publishedPerSecond() {
      return published / seconds;
    }
  }

  /**
   * The broker's process.
   *
   * @param cpuSeconds used in the measured time
   * @param share of one core: CPU seconds per second
   * @param cpuSecondsPerMillion delivered messages
   * @param residentBytes at the end of the measured time
   */
  public record Server(
      double cpuSeconds, double share, double cpuSecondsPerMillion, long residentBytes) {
    static Server of(ProcessUsage before, ProcessUsage after, Traffic traffic) {
      var cpu = after.cpuSeconds() - before.cpuSeconds();
      return new Server(
          cpu, cpu / traffic.seconds(), cpu / (traffic.delivered() / 1e6), after.residentBytes());
    }
  }
}
