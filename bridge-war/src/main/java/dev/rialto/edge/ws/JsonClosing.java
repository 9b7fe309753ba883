package dev.rialto.edge.ws;

import dev.rialto.edge.client.Answer;
import dev.rialto.edge.ws.frame.CloseCode;
import dev.rialto.wire.ReasonCode;
import java.util.Locale;

/** How a JSON client is told that its connection ends. */
final class JsonClosing {
  private JsonClosing() {}

  /** The close code nearest to a reason; those of RFC 6455's own rules are no reasons of MQTT's. */
  static CloseCode code(ReasonCode reason) {
    return switch (reason) {
      case QUOTA_EXCEEDED, SERVER_BUSY, SERVER_UNAVAILABLE, CONNECTION_RATE_EXCEEDED ->
          CloseCode.TRY_AGAIN_LATER;
      default -> {
        CloseCode code = Closing.code(reason);
        yield code == CloseCode.PROTOCOL_ERROR || code == CloseCode.UNSUPPORTED_DATA
            ? CloseCode.POLICY_VIOLATION
            : code;
      }
    };
  }

  /** The word of an error that is about the WebSocket itself. */
  static String word(CloseCode code) {
    return Answer.code(
        switch (code) {
          case TOO_BIG -> ReasonCode.PACKET_TOO_LARGE;
          case INVALID_PAYLOAD, UNSUPPORTED_DATA -> ReasonCode.PAYLOAD_FORMAT_INVALID;
          case PROTOCOL_ERROR -> ReasonCode.PROTOCOL_ERROR;
          default -> ReasonCode.UNSPECIFIED_ERROR;
        });
  }

  /** A clause as a sentence. */
  static String sentence(String clause) {
    return clause.substring(0, 1).toUpperCase(Locale.ROOT) + clause.substring(1) + ".";
  }
}
