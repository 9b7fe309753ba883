package dev.rialto.bench;

/**
 * What is published, and how fast.
 *
 * @param qos of the publications and of the subscriptions: 0, 1 or 2
 * @param payload bytes, at least {@value #SMALLEST_PAYLOAD}
 * @param window messages in flight per publisher, up to 65,535: those without PUBACK (QoS 1) or
 *     PUBCOMP (QoS 2); for QoS 0 in a closed loop, those not yet counted at the subscribers
 * @param rate publishes per second of all publishers together, on a fixed schedule; 0 for a closed
 *     loop, in which every publisher sends as soon as its window allows
 */
public record Flow(int qos, int payload, int window, int rate) {
  /** The room for publisher, sequence number and time: {@value} bytes. */
  public static final int SMALLEST_PAYLOAD = Stamp.LENGTH;

  private static final int MOST_IDENTIFIERS = 65_535;
  private static final int LARGEST_PAYLOAD = 64 * 1024 * 1024;

  /** In flight at most on a fixed schedule, where the schedule and not the window sets the pace. */
  private static final int OPEN_WINDOW = 10_000;

  /** Throws {@link IllegalArgumentException} for values outside the ranges above. */
  public Flow {
    Limits.require(qos >= 0 && qos <= 2, "QoS is 0, 1 or 2");
    Limits.require(
        payload >= SMALLEST_PAYLOAD && payload <= LARGEST_PAYLOAD,
        "a payload has from " + SMALLEST_PAYLOAD + " to " + LARGEST_PAYLOAD + " bytes");
    Limits.require(
        window >= 1 && window <= MOST_IDENTIFIERS,
        "the window is from 1 to " + MOST_IDENTIFIERS + " messages");
    Limits.require(rate >= 0, "a rate cannot be negative");
  }

  /** At full speed: every publisher keeps its window full. */
  public static Flow closedLoop(int qos, int payload, int window) {
    return new Flow(qos, payload, window, 0);
  }

  /** On a schedule of so many publishes per second in total. */
  public static Flow openLoop(int qos, int payload, int rate) {
    Limits.require(rate > 0, "a schedule needs a rate");
    return new Flow(qos, payload, OPEN_WINDOW, rate);
  }

  boolean isScheduled() {
    return rate > 0;
  }
}
