package dev.rialto.bench.compare;

import dev.rialto.bench.broker.Broker;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The command line of {@link Compare}. */
record CompareOptions(
    List<Broker> brokers,
    List<Discipline> disciplines,
    Effort effort,
    boolean scaling,
    boolean stores,
    Path checkout) {
  static final String USAGE =
      """
      options (and what holds without them)
        --peers LIST      of %s, or all (rialto,rialto-endpoint,hivemq,mosquitto)
        --scenarios LIST  of %s, or all (all)
        --seconds S       each measurement (10)
        --warmup S        before the first one (15)
        --repeat N        measurements, of which the median counts (1)
        --scaling yes     how Rialto's cost grows with the work, instead of the scenarios (no)
        --stores yes      what Rialto's stores cost, instead of the scenarios (no)
        --checkout DIR    the root of the project (.)
      """
          .formatted(Broker.labels(), Discipline.labels());

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "--peers", "rialto,rialto-endpoint,hivemq,mosquitto",
          "--scenarios", "all",
          "--seconds", "10",
          "--warmup", "15",
          "--repeat", "1",
          "--scaling", "no",
          "--stores", "no",
          "--checkout", ".");

  /** Throws {@link IllegalArgumentException} with a message for the user. */
  static CompareOptions parse(String... arguments) {
    var values = new HashMap<>(DEFAULTS);
    for (var i = 0; i < arguments.length; i += 2) {
      if (!DEFAULTS.containsKey(arguments[i])) {
        throw new IllegalArgumentException("unknown option " + arguments[i]);
      }
      if (i + 1 == arguments.length) {
        throw new IllegalArgumentException(arguments[i] + " lacks its value");
      }
      values.put(arguments[i], arguments[i + 1]);
    }
    return new CompareOptions(
        list(values.get("--peers"), Broker.labels()).map(Broker::of).toList(),
        list(values.get("--scenarios"), Discipline.labels()).map(Discipline::of).toList(),
        new Effort(
            number(values, "--warmup"),
            positive(values, "--seconds"),
            positive(values, "--repeat")),
        values.get("--scaling").equals("yes"),
        values.get("--stores").equals("yes"),
        Path.of(values.get("--checkout")).toAbsolutePath().normalize());
  }

  private static Stream<String> list(String value, String all) {
    return Stream.of((value.equals("all") ? all : value).split(",", -1));
  }

  private static int positive(Map<String, String> values, String name) {
    var number = number(values, name);
    if (number == 0) {
      throw new IllegalArgumentException(name + " is at least 1");
    }
    return number;
  }

  private static int number(Map<String, String> values, String name) {
    if (!values.get(name).matches("\\d{1,6}")) {
      throw new IllegalArgumentException(name + " is a whole number");
    }
    return Integer.parseInt(values.get(name));
  }
}
