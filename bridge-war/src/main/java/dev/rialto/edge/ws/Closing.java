package dev.rialto.edge.ws;

import dev.rialto.edge.ws.frame.CloseCode;
import dev.rialto.wire.ReasonCode;

/** How a connection is closed for a reason of MQTT's. */
final class Closing {
  private Closing() {}

  /** The close code nearest to it. */
  static CloseCode code(ReasonCode reason) {
    return switch (reason) {
      case SUCCESS, NORMAL_DISCONNECTION, DISCONNECT_WITH_WILL_MESSAGE -> CloseCode.NORMAL;
      case SERVER_SHUTTING_DOWN -> CloseCode.GOING_AWAY;
      case PACKET_TOO_LARGE -> CloseCode.TOO_BIG;
      case PAYLOAD_FORMAT_INVALID -> CloseCode.UNSUPPORTED_DATA;
      case MALFORMED_PACKET,
          PROTOCOL_ERROR,
          UNSUPPORTED_PROTOCOL_VERSION,
          RECEIVE_MAXIMUM_EXCEEDED,
          TOPIC_ALIAS_INVALID,
          TOPIC_FILTER_INVALID,
          TOPIC_NAME_INVALID ->
          CloseCode.PROTOCOL_ERROR;
      case UNSPECIFIED_ERROR, IMPLEMENTATION_SPECIFIC_ERROR, SERVER_UNAVAILABLE ->
          CloseCode.UNEXPECTED;
      default -> CloseCode.POLICY_VIOLATION;
    };
  }
}
