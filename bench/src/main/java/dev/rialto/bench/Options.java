package dev.rialto.bench;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** The command line of {@link Load}. */
final class Options {
  static final String USAGE =
      """
      options (and what holds without them)
        --url URL          ws://127.0.0.1:8080/mqtt
        --topics SHAPE     fan-in, fan-out or pairs (pairs)
        --publishers M     1
        --subscribers N    1
        --idle N           extra idle connections with one subscription each (0)
        --qos Q            0, 1 or 2 (0)
        --payload BYTES    at least 20 (64)
        --durable WHOSE    no, subscribers or all: persistent sessions, ended after the run (no)
        --window W         messages in flight per publisher (100; with --rate 10000)
        --rate R           publishes per second in total, on a schedule (full speed)
        --warmup S         seconds (5)
        --seconds S        seconds measured (10)
        --drain S          seconds of silence after which the rest is lost (10)
        --server-pid PID   the broker's process, for its CPU time and memory
      """;

  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry("url", "ws://127.0.0.1:8080/mqtt"),
          Map.entry("topics", "pairs"),
          Map.entry("publishers", "1"),
          Map.entry("subscribers", "1"),
          Map.entry("idle", "0"),
          Map.entry("qos", "0"),
          Map.entry("payload", "64"),
          Map.entry("durable", "no"),
          Map.entry("window", ""),
          Map.entry("rate", "0"),
          Map.entry("warmup", "5"),
          Map.entry("seconds", "10"),
          Map.entry("drain", "10"),
          Map.entry("server-pid", ""));

  private final Map<String, String> values = new HashMap<>(DEFAULTS);

  private Options() {}

  /** Throws {@link IllegalArgumentException} with a message for the user. */
  static Scenario parse(String... arguments) {
    var options = new Options();
    for (var i = 0; i < arguments.length; i += 2) {
      var name = arguments[i].startsWith("--") ? arguments[i].substring(2) : "";
      Limits.require(DEFAULTS.containsKey(name), "unknown option " + arguments[i]);
      Limits.require(i + 1 < arguments.length, arguments[i] + " lacks its value");
      options.values.put(name, arguments[i + 1]);
    }
    return options.scenario();
  }

  private Scenario scenario() {
    var shape =
        new Shape(
            Topics.of(values.get("topics")),
            number("publishers"),
            number("subscribers"),
            number("idle"));
    var phases = new Phases(seconds("warmup"), seconds("seconds"), seconds("drain"));
    var pid = values.get("server-pid");
    return new Scenario(
        URI.create(values.get("url")),
        shape,
        flow(),
        phases,
        pid.isEmpty() ? OptionalLong.empty() : OptionalLong.of(number("server-pid")),
        Durable.of(values.get("durable")));
  }

  private Flow flow() {
    var rate = number("rate");
    var flow =
        rate == 0
            ? Flow.closedLoop(number("qos"), number("payload"), 100)
            : Flow.openLoop(number("qos"), number("payload"), rate);
    return values.get("window").isEmpty()
        ? flow
        : new Flow(flow.qos(), flow.payload(), number("window"), flow.rate());
  }

  private Duration seconds(String name) {
    return Duration.ofSeconds(number(name));
  }

  private int number(String name) {
    try {
      return Integer.parseInt(values.get(name));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--" + name + " is a whole number", e);
    }
  }
}
