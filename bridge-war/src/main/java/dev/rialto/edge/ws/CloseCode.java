package dev.rialto.edge.ws;

import dev.rialto.wire.ReasonCode;

/** The close codes of RFC 6455 section 7.4.1 that the server uses, and when. */
enum CloseCode {
  NORMAL(1000),
  GOING_AWAY(1001),
  PROTOCOL_ERROR(1002),
  UNSUPPORTED_DATA(1003),
  POLICY_VIOLATION(1008),
  TOO_BIG(1009),
  UNEXPECTED(1011);

  private final int value;

  CloseCode(int value) {
    this.value = value;
  }

  int value() {
    return value;
  }

  /** The nearest to a reason of MQTT's. */
  static CloseCode of(ReasonCode reason) {
    return switch (reason) {
      case NORMAL_DISCONNECTION -> NORMAL;
      case SERVER_SHUTTING_DOWN -> GOING_AWAY;
      case PACKET_TOO_LARGE -> TOO_BIG;
      case PAYLOAD_FORMAT_INVALID -> UNSUPPORTED_DATA;
      case MALFORMED_PACKET,
          PROTOCOL_ERROR,
          UNSUPPORTED_PROTOCOL_VERSION,
          TOPIC_FILTER_INVALID,
          TOPIC_NAME_INVALID ->
          PROTOCOL_ERROR;
      case UNSPECIFIED_ERROR, IMPLEMENTATION_SPECIFIC_ERROR, SERVER_UNAVAILABLE -> UNEXPECTED;
      default -> POLICY_VIOLATION;
    };
  }
}
