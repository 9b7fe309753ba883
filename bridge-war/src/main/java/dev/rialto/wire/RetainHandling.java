package dev.rialto.wire;

/** Which retained messages a new subscription is sent (MQTT 5.0 section 3.8.3.1). */
public enum RetainHandling {
  /** All that match. */
  SEND,
  /** All that match, unless the subscription only replaces one that was there. */
  SEND_IF_NEW,
  /** None. */
  DO_NOT_SEND;

  private static final RetainHandling[] VALUES = values();

  /** The value on the wire. */
  int value() {
    return this == SEND ? 0 : this == SEND_IF_NEW ? 1 : 2;
  }

  /** The one with that value on the wire, which is its place in this list. */
  static RetainHandling of(int value) throws MalformedPacketException {
    if (value >= VALUES.length) {
      throw new MalformedPacketException(Malformation.RETAIN_HANDLING_RESERVED);
    }
    return VALUES[value];
  }
}
