package dev.rialto.wire;

/** The return codes of CONNACK (MQTT 3.1.1 section 3.2.2.3). */
public enum ConnectReturnCode {
  ACCEPTED(0),
  UNACCEPTABLE_PROTOCOL_VERSION(1),
  IDENTIFIER_REJECTED(2),
  SERVER_UNAVAILABLE(3),
  BAD_USER_NAME_OR_PASSWORD(4),
  NOT_AUTHORIZED(5);

  private static final ConnectReturnCode[] VALUES = values();

  private final int value;

  ConnectReturnCode(int value) {
    this.value = value;
  }

  /** The value on the wire. */
  int value() {
    return value;
  }

  /** How many there are; higher values are reserved. */
  static final int COUNT = VALUES.length;

  static ConnectReturnCode of(int value) {
    return VALUES[value];
  }

  /** The nearest that MQTT 3 has to a reason of MQTT 5.0. */
  public static ConnectReturnCode of(ReasonCode reason) {
    return switch (reason) {
      case UNSUPPORTED_PROTOCOL_VERSION -> UNACCEPTABLE_PROTOCOL_VERSION;
      case CLIENT_IDENTIFIER_NOT_VALID -> IDENTIFIER_REJECTED;
      case BAD_USER_NAME_OR_PASSWORD -> BAD_USER_NAME_OR_PASSWORD;
      case NOT_AUTHORIZED -> NOT_AUTHORIZED;
      default -> SERVER_UNAVAILABLE;
    };
  }
}
