package dev.rialto.edge.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.edge.ws.frame.CloseCode;
import dev.rialto.wire.ReasonCode;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the client's WebSocket is told at the end. */
class ClosingTest {
  @ParameterizedTest
  @CsvSource({
    "NORMAL_DISCONNECTION, 1000",
    "SERVER_SHUTTING_DOWN, 1001",
    "MALFORMED_PACKET, 1002",
    "PROTOCOL_ERROR, 1002",
    "UNSUPPORTED_PROTOCOL_VERSION, 1002",
    "TOPIC_FILTER_INVALID, 1002",
    "TOPIC_NAME_INVALID, 1002",
    "PAYLOAD_FORMAT_INVALID, 1003",
    "CLIENT_IDENTIFIER_NOT_VALID, 1008",
    "BAD_USER_NAME_OR_PASSWORD, 1008",
    "NOT_AUTHORIZED, 1008",
    "KEEP_ALIVE_TIMEOUT, 1008",
    "SESSION_TAKEN_OVER, 1008",
    "QUOTA_EXCEEDED, 1008",
    "PACKET_TOO_LARGE, 1009",
    "UNSPECIFIED_ERROR, 1011",
    "IMPLEMENTATION_SPECIFIC_ERROR, 1011",
    "SERVER_UNAVAILABLE, 1011",
  })
  void each_reason_has_its_code(ReasonCode reason, int code) {
    assertThat(Closing.code(reason).value()).isEqualTo(code);
  }

  /** RFC 6455 section 7.4.1: other codes may not be sent. Section 5.5.1: 123 bytes of reason. */
  @ParameterizedTest
  @EnumSource
  void every_reason_makes_a_close_frame_that_may_be_sent(ReasonCode reason) {
    assertThat(Closing.code(reason).value())
        .isIn(Set.of(1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011));
    assertThat(reason.toString().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(124);
  }

  private static final Set<ReasonCode> CLIENT_LEFT =
      EnumSet.of(
          ReasonCode.SUCCESS,
          ReasonCode.NORMAL_DISCONNECTION,
          ReasonCode.DISCONNECT_WITH_WILL_MESSAGE);

  @Test
  void only_a_client_that_left_hears_that_all_is_well() {
    for (ReasonCode reason : ReasonCode.values()) {
      assertThat(Closing.code(reason) == CloseCode.NORMAL).isEqualTo(CLIENT_LEFT.contains(reason));
    }
  }
}
