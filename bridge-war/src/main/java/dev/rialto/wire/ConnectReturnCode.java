package dev.rialto.wire;

/** The return codes of CONNACK (MQTT 3.1.1 section 3.2.2.3). */
enum ConnectReturnCode {
  ACCEPTED(ReasonCode.SUCCESS),
  UNACCEPTABLE_PROTOCOL_VERSION(ReasonCode.UNSUPPORTED_PROTOCOL_VERSION),
  IDENTIFIER_REJECTED(ReasonCode.CLIENT_IDENTIFIER_NOT_VALID),
  SERVER_UNAVAILABLE(ReasonCode.SERVER_UNAVAILABLE),
  BAD_USER_NAME_OR_PASSWORD(ReasonCode.BAD_USER_NAME_OR_PASSWORD),
  NOT_AUTHORIZED(ReasonCode.NOT_AUTHORIZED);

  private static final ConnectReturnCode[] VALUES = values();

  private final ReasonCode reason;

  ConnectReturnCode(ReasonCode reason) {
    this.reason = reason;
  }

  /** What MQTT 5.0 calls it. */
  ReasonCode reason() {
    return reason;
  }

  /** The code with that value on the wire, which is its place in this list. */
  static ConnectReturnCode of(int value) throws MalformedPacketException {
    if (value >= VALUES.length) {
      throw new MalformedPacketException(Malformation.RETURN_CODE_RESERVED);
    }
    return VALUES[value];
  }

  /** The value on the wire of the nearest that MQTT 3 has to a reason of MQTT 5.0. */
  static int valueOf(ReasonCode reason) {
    for (int value = 0; value < VALUES.length; value++) {
      if (VALUES[value].reason == reason) {
        return value;
      }
    }
    return switch (reason) {
      case BANNED, BAD_AUTHENTICATION_METHOD -> valueOf(ReasonCode.NOT_AUTHORIZED);
      default -> valueOf(ReasonCode.SERVER_UNAVAILABLE);
    };
  }
}
