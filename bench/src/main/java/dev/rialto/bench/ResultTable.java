package dev.rialto.bench;

import java.util.Locale;

/** A result as lines of name and value. */
final class ResultTable {
  private final StringBuilder text = new StringBuilder();

  private ResultTable() {}

  static String of(Result result) {
    var table = new ResultTable();
    table.text.append(result.scenario().title()).append('\n');
    table.measures(result);
    table.cost(result);
    table.line("verdict", "%s", result.passed() ? "passed" : "FAILED");
    result.faults().forEach(fault -> table.line("", "%s", fault));
    return table.text.toString();
  }

  private void measures(Result result) {
    var connecting = result.connecting();
    line("connections/s", "%,.0f (%,d)", connecting.perSecond(), connecting.connections());
    var traffic = result.traffic();
    line("messages/s", "%,.0f", traffic.deliveredPerSecond());
    line("publishes/s", "%,.0f", traffic.publishedPerSecond());
    line("delivered", "%,d in %.2f s", traffic.delivered(), traffic.seconds());
    var latency = result.latency();
    line(
        "latency p50 / p99 / max",
        "%,.0f / %,.0f / %,.0f us",
        latency.p50(),
        latency.p99(),
        latency.max());
    var checks = result.checks();
    line(
        "lost / twice / disordered",
        "%,d / %,d / %,d",
        checks.lost(),
        checks.duplicates(),
        checks.outOfOrder());
    line("damaged / unacknowledged", "%,d / %,d", checks.damaged(), checks.unacknowledged());
  }

  private void cost(Result result) {
    line("generator CPU", "%.0f %% of a core", 100 * result.generatorCpu());
    result
        .server()
        .ifPresent(
            server -> {
              line("server CPU", "%.0f %% of a core", 100 * server.share());
              if (result.traffic().delivered() > 0) {
                line("server CPU s per million", "%.2f", server.cpuSecondsPerMillion());
              }
              line("server RSS", "%.1f MiB", server.residentBytes() / (1024.0 * 1024));
            });
  }

  private void line(String name, String format, Object... values) {
    text.append(String.format(Locale.ROOT, "  %-26s ", name))
        .append(String.format(Locale.ROOT, format, values))
        .append('\n');
  }
}
