package dev.rialto.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The small tables: quality of service, reason codes, return codes, versions. */
class CodesTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0",
    "0, 1, 0, 1",
    "0, 2, 0, 2",
    "1, 0, 0, 1",
    "1, 1, 1, 1",
    "1, 2, 1, 2",
    "2, 0, 0, 2",
    "2, 1, 1, 2",
    "2, 2, 2, 2"
  })
  void of_two_qos_one_is_lower_and_one_higher(int a, int b, int lower, int higher) {
    assertThat(Qos.of(a).atMost(Qos.of(b))).isEqualTo(Qos.of(lower));
    assertThat(Qos.of(a).atLeast(Qos.of(b))).isEqualTo(Qos.of(higher));
  }

  @Test
  void a_qos_has_its_value_on_the_wire() {
    assertThat(Qos.of(0)).isEqualTo(Qos.AT_MOST_ONCE);
    assertThat(Qos.of(1)).isEqualTo(Qos.AT_LEAST_ONCE);
    assertThat(Qos.of(2)).isEqualTo(Qos.EXACTLY_ONCE);
  }

  /** MQTT 5.0 section 2.4. */
  @ParameterizedTest
  @CsvSource({
    "NORMAL_DISCONNECTION, 00, normal disconnection",
    "UNSPECIFIED_ERROR, 80, unspecified error",
    "MALFORMED_PACKET, 81, malformed packet",
    "PROTOCOL_ERROR, 82, protocol error",
    "IMPLEMENTATION_SPECIFIC_ERROR, 83, implementation specific error",
    "UNSUPPORTED_PROTOCOL_VERSION, 84, unsupported protocol version",
    "CLIENT_IDENTIFIER_NOT_VALID, 85, client identifier not valid",
    "BAD_USER_NAME_OR_PASSWORD, 86, bad user name or password",
    "NOT_AUTHORIZED, 87, not authorized",
    "SERVER_UNAVAILABLE, 88, server unavailable",
    "SERVER_SHUTTING_DOWN, 8B, server shutting down",
    "KEEP_ALIVE_TIMEOUT, 8D, keep alive timeout",
    "SESSION_TAKEN_OVER, 8E, session taken over",
    "TOPIC_FILTER_INVALID, 8F, topic filter invalid",
    "TOPIC_NAME_INVALID, 90, topic name invalid",
    "PACKET_TOO_LARGE, 95, packet too large",
    "QUOTA_EXCEEDED, 97, quota exceeded",
    "PAYLOAD_FORMAT_INVALID, 99, payload format invalid"
  })
  void a_reason_code_has_the_value_and_name_of_mqtt_5(ReasonCode code, String value, String name) {
    assertThat(Bytes.hex(code.value())).isEqualTo(value);
    assertThat(code.value()).isBetween(0, 0xFF);
    assertThat(code).hasToString(name);
  }

  @ParameterizedTest
  @EnumSource(PacketType.class)
  void no_two_reason_codes_of_a_packet_have_the_same_value(PacketType packet) {
    assertThat(Arrays.stream(ReasonCode.values()).filter(code -> code.isAllowedIn(packet)))
        .extracting(ReasonCode::value)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "UNSUPPORTED_PROTOCOL_VERSION, 1",
    "CLIENT_IDENTIFIER_NOT_VALID, 2",
    "SERVER_UNAVAILABLE, 3",
    "SERVER_SHUTTING_DOWN, 3",
    "QUOTA_EXCEEDED, 3",
    "UNSPECIFIED_ERROR, 3",
    "BAD_USER_NAME_OR_PASSWORD, 4",
    "NOT_AUTHORIZED, 5"
  })
  void a_refusal_has_the_nearest_return_code_of_mqtt_3(ReasonCode reason, int code) {
    byte[] ack = PacketWriter.encode(new Packet.ConnAck(false, reason), ProtocolVersion.MQTT_3_1_1);
    assertThat(ack).isEqualTo(new byte[] {0x20, 2, 0, (byte) code});
  }

  @Test
  void no_reason_becomes_an_acceptance() {
    assertThat(Arrays.stream(ReasonCode.values()).filter(ReasonCode::isError))
        .extracting(ConnectReturnCode::valueOf)
        .doesNotContain(0);
  }

  @Test
  void a_version_has_a_label_for_logs() {
    assertThat(ProtocolVersion.MQTT_3_1.label()).isEqualTo("MQTT 3.1");
    assertThat(ProtocolVersion.MQTT_3_1_1.label()).isEqualTo("MQTT 3.1.1");
    assertThat(ProtocolVersion.MQTT_5.label()).isEqualTo("MQTT 5.0");
  }
}
