package dev.rialto.wire;

/** Quality of service (MQTT 3.1.1 section 4.3). */
public enum Qos {
  AT_MOST_ONCE(0),
  AT_LEAST_ONCE(1),
  EXACTLY_ONCE(2);

  private static final Qos[] VALUES = values();

  private final int value;

  Qos(int value) {
    this.value = value;
  }

  /** The value on the wire. */
  public int value() {
    return value;
  }

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
