package dev.rialto.bench;

import java.net.URI;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * All that decides a run.
 *
 * @param url of the broker, {@code ws:} only
 * @param shape the clients
 * @param flow the messages
 * @param phases the times
 * @param serverPid the broker's process, if its cost is to be read from {@code /proc}
 * @param durable whose sessions the broker has to keep; the run ends them when it is over
 */
public record Scenario(
    URI url, Shape shape, Flow flow, Phases phases, OptionalLong serverPid, Durable durable) {
  /** A scenario of clean sessions. */
  public Scenario(URI url, Shape shape, Flow flow, Phases phases, OptionalLong serverPid) {
    this(url, shape, flow, phases, serverPid, Durable.NO);
  }

  /** A scenario of clean sessions that does not look at the broker's process. */
  public Scenario(URI url, Shape shape, Flow flow, Phases phases) {
    this(url, shape, flow, phases, OptionalLong.empty());
  }

  /** One line, such as {@code fan-in 50 -> 1, QoS 0, 64 bytes, window 100, 5 + 10 s}. */
  public String title() {
    return String.format(
        Locale.ROOT,
        "%s %d -> %d%s%s, QoS %d, %d bytes, %s, %d + %d s",
        shape.topics().label(),
        shape.publishers(),
        shape.subscribers(),
        shape.idle() > 0 ? " and " + shape.idle() + " idle" : "",
        durable == Durable.NO ? "" : ", durable: " + durable.label(),
        flow.qos(),
        flow.payload(),
        flow.isScheduled() ? flow.rate() + " publishes/s" : "window " + flow.window(),
        phases.warmup().toSeconds(),
        phases.measured().toSeconds());
  }
}
