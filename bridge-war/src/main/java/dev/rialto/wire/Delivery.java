package dev.rialto.wire;

/**
 * What is a delivery's own and not its message's: the flags and the identifier of one PUBLISH (MQTT
 * 3.1.1 section 3.3.1 and 3.3.2.2).
 *
 * @param qos quality of service of this delivery
 * @param duplicate whether it may have been sent before (DUP)
 * @param retain whether it answers a new subscription out of the retained messages
 * @param packetId 1 to 65,535, or 0 with QoS 0, which has none
 */
public record Delivery(Qos qos, boolean duplicate, boolean retain, int packetId) {
  /** A live QoS 0 message: shared by all of its subscribers. */
  public static final Delivery LIVE = new Delivery(Qos.AT_MOST_ONCE, false, false, 0);

  /** A retained QoS 0 message. */
  public static final Delivery RETAINED = new Delivery(Qos.AT_MOST_ONCE, false, true, 0);

  /** The first byte of the fixed header. */
  int firstByte() {
    return 0x30 | (duplicate ? 8 : 0) | qos.value() << 1 | (retain ? 1 : 0);
  }
}
