package dev.rialto.wire;

/**
 * What is a delivery's own and not its message's: the flags, the identifier and some properties of
 * one PUBLISH (MQTT 3.1.1 section 3.3.1 and 3.3.2.2, MQTT 5.0 section 3.3.2.3).
 *
 * @param qos quality of service of this delivery
 * @param duplicate whether it may have been sent before (DUP)
 * @param retain whether it answers a new subscription out of the retained messages, or is as
 *     published for a subscription that wants to know
 * @param packetId 1 to 65,535, or 0 with QoS 0, which has none
 * @param properties subscription identifiers, and a message expiry interval that is shorter than
 *     the message's; they go before the message's own
 */
public record Delivery(
    Qos qos, boolean duplicate, boolean retain, int packetId, Properties properties) {
  private static final Delivery[] PLAIN = new Delivery[6];

  static {
    for (Qos qos : Qos.values()) {
      PLAIN[2 * qos.value()] = new Delivery(qos, false, false, 0);
      PLAIN[2 * qos.value() + 1] = new Delivery(qos, false, true, 0);
    }
  }

  /** Without properties of its own. */
  public Delivery(Qos qos, boolean duplicate, boolean retain, int packetId) {
    this(qos, duplicate, retain, packetId, Properties.NONE);
  }

  /** A first delivery that has no identifier (yet); without properties it is shared by all. */
  public static Delivery of(Qos qos, boolean retain, Properties properties) {
    return properties.isEmpty()
        ? PLAIN[2 * qos.value() + (retain ? 1 : 0)]
        : new Delivery(qos, false, retain, 0, properties);
  }

  /** The same with an identifier. */
  public Delivery withId(int id) {
    return new Delivery(qos, duplicate, retain, id, properties);
  }

  /** The same once more. */
  public Delivery again() {
    return new Delivery(qos, true, retain, packetId, properties);
  }

  /** The same with further properties. */
  public Delivery with(Properties more) {
    return new Delivery(qos, duplicate, retain, packetId, properties.and(more));
  }

  /** The first byte of the fixed header. */
  int firstByte() {
    return 0x30 | (duplicate ? 8 : 0) | qos.value() << 1 | (retain ? 1 : 0);
  }
}
