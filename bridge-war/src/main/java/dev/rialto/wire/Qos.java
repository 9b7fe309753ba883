package dev.rialto.wire;

/** Quality of service (MQTT 3.1.1 section 4.3); the ordinal is the value on the wire. */
public enum Qos {
  AT_MOST_ONCE,
  AT_LEAST_ONCE,
  EXACTLY_ONCE;

  private static final Qos[] VALUES = values();

  /** The level with that value on the wire, which must be 0, 1 or 2. */
  public static Qos of(int value) {
    return VALUES[value];
  }

  /** The lower of two: what a subscription grants of what was published. */
  public Qos atMost(Qos granted) {
    return compareTo(granted) <= 0 ? this : granted;
  }

  /** The higher of two: what overlapping subscriptions give together. [MQTT-3.3.5-1] */
  public Qos atLeast(Qos other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
