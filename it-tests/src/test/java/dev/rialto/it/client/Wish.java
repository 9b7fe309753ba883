package dev.rialto.it.client;

/**
 * A subscription of MQTT 5.0.
 *
 * @param retainHandling 0, 1 or 2, as the specification counts
 * @param identifier or 0
 */
public record Wish(
    String filter,
    int qos,
    boolean noLocal,
    boolean asPublished,
    int retainHandling,
    int identifier) {
  /** One as MQTT 3 has it. */
  public static Wish of(String filter, int qos) {
    return new Wish(filter, qos, false, false, 0, 0);
  }

  public Wish notMine() {
    return new Wish(filter, qos, true, asPublished, retainHandling, identifier);
  }

  public Wish retainAsPublished() {
    return new Wish(filter, qos, noLocal, true, retainHandling, identifier);
  }

  public Wish retainHandling(int handling) {
    return new Wish(filter, qos, noLocal, asPublished, handling, identifier);
  }

  public Wish identifiedBy(int number) {
    return new Wish(filter, qos, noLocal, asPublished, retainHandling, number);
  }
}
