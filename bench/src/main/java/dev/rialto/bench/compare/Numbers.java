package dev.rialto.bench.compare;

import java.util.Locale;

/** Numbers with as many digits as they are worth. */
final class Numbers {
  private static final double MILLION = 1e6;
  private static final double THOUSAND = 1e3;

  private Numbers() {}

  /** Three significant digits, without exponent: 0.0123, 1.23, 12.3, 123, 1,234. */
  static String significant(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return "–";
    }
    var size = Math.abs(value);
    var digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : 4;
    return String.format(Locale.ROOT, "%,." + digits + "f", value);
  }

  /** Messages a second: 1.06 M/s, 206 k/s. */
  static String rate(double perSecond) {
    if (perSecond >= MILLION) {
      return significant(perSecond / MILLION) + " M/s";
    }
    return perSecond >= THOUSAND
        ? significant(perSecond / THOUSAND) + " k/s"
        : significant(perSecond) + " /s";
  }
}
