package dev.rialto.observe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a store is, for health checks and operators.
 *
 * @param state whether it takes new work
 * @param sentence what is wrong, or empty
 * @param bytes on disk
 * @param needed about how many of them are needed
 * @param damage places that held something else than what was written there
 */
public record StoreStatus(
    State state, String sentence, long bytes, long needed, List<String> damage) {
  /** As health and management show it. */
  public Map<String, String> report() {
    Map<String, String> report = new LinkedHashMap<>();
    String is = state.name().toLowerCase(Locale.ROOT);
    report.put("store", sentence.isEmpty() ? is : is + ": " + sentence);
    report.put("store-bytes", String.valueOf(bytes));
    report.put("store-bytes-needed", String.valueOf(needed));
    if (!damage.isEmpty()) {
      report.put("store-damage", String.join("; ", damage));
    }
    return report;
  }

  /** Whether new work is taken. */
  public enum State {
    /** Everything is. */
    READY,

    /** There is no room: what is stored is served, new work is refused. */
    FULL,

    /** The disk does not take what is to be written. */
    FAILING
  }
}
