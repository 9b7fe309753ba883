package dev.rialto.bench.compare;

import java.util.Locale;

/**
 * What Rialto has to reach.
 *
 * @param relative whether the numbers are ratios to HiveMQ in the same run, and not absolute
 * @param atLeast whether more is better
 * @param must on the faster transport
 * @param aim where the work may stop
 * @param endpointMust on the standard's own endpoint; NaN where nothing is asked of it
 */
record Goal(boolean relative, boolean atLeast, double must, double aim, double endpointMust) {
  /** Of HiveMQ's at most so much. */
  static Goal ratioAtMost(double must, double aim) {
    return new Goal(true, false, must, aim, Double.NaN);
  }

  /** So many times HiveMQ's. */
  static Goal ratioAtLeast(double must, double aim) {
    return new Goal(true, true, must, aim, Double.NaN);
  }

  static Goal absoluteAtMost(double must, double aim) {
    return new Goal(false, false, must, aim, Double.NaN);
  }

  /** The same, and so much of the endpoint. */
  Goal endpoint(double endpointMust) {
    return new Goal(relative, atLeast, must, aim, endpointMust);
  }

  /** What this goal is about: the ratio of the figures, or Rialto's own. */
  double judged(double rialto, double hiveMq) {
    return relative ? rialto / hiveMq : rialto;
  }

  /** In words; NaN is what could not be measured. */
  String verdict(double judged, boolean onEndpoint) {
    var needed = onEndpoint ? endpointMust : must;
    if (Double.isNaN(judged)) {
      return "not measured";
    }
    if (isMet(judged, aim)) {
      return "pass, aim reached";
    }
    if (Double.isNaN(needed)) {
      return "nothing asked";
    }
    return isMet(judged, needed) ? "pass" : "MISS";
  }

  private boolean isMet(double judged, double needed) {
    return atLeast ? judged >= needed : judged <= needed;
  }

  /** A bound in the words of the table. */
  String bound(double value) {
    return Double.isNaN(value)
        ? "–"
        : (atLeast ? "≥ " : "≤ ") + trimmed(value) + (atLeast && relative ? " ×" : "");
  }

  private static String trimmed(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%s", value);
  }
}
