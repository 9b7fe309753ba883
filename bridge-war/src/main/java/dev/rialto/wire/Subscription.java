package dev.rialto.wire;

/**
 * What a session has subscribed with (MQTT 5.0 section 3.8.3.1).
 *
 * @param qos the highest that was granted
 * @param noLocal whether it does not want what it publishes itself
 * @param retainAsPublished whether it wants to see the retain flag as it was published
 * @param identifier what it calls the subscription, or 0
 * @param offsets whether it wants to know where in the history each message is
 */
public record Subscription(
    Qos qos, boolean noLocal, boolean retainAsPublished, long identifier, boolean offsets) {
  /** As MQTT 5 has it, which knows no history. */
  public Subscription(Qos qos, boolean noLocal, boolean retainAsPublished, long identifier) {
    this(qos, noLocal, retainAsPublished, identifier, false);
  }

  /** As in MQTT 3, which has no options. */
  public Subscription(Qos qos) {
    this(qos, false, false, 0);
  }
}
