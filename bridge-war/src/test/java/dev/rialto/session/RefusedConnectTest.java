package dev.rialto.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.observe.Counter;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.ReasonCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which CONNECT is no packet, or of no version, and who is told (MQTT 5.0 section 3.1.4). */
class RefusedConnectTest {
  private final TestBroker broker = new TestBroker();
  private final TestClient client = broker.client5("anna");

  // [MQTT-3.1.4-1], [MQTT-3.2.2-6] to [MQTT-3.2.2-8], [MQTT-4.13.1-1]
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "the reserved flag   | 10 0e 0004 4d515454 05 03 0000 00 0001 61    | MALFORMED_PACKET",
        "will QoS 3          | 10 0e 0004 4d515454 05 1e 0000 00 0001 61    | MALFORMED_PACKET",
        "will retain alone   | 10 0e 0004 4d515454 05 22 0000 00 0001 61    | MALFORMED_PACKET",
        "ends in a field     | 10 0e 0004 4d515454 05 02 0000 00 0002 61    | MALFORMED_PACKET",
        "goes on too long    | 10 0f 0004 4d515454 05 02 0000 00 0001 61 00 | MALFORMED_PACKET",
        "NUL in client id    | 10 0e 0004 4d515454 05 02 0000 00 0001 00    | MALFORMED_PACKET",
        "unknown property    | 10 10 0004 4d515454 05 02 0000 02 7f00 0001 61 | MALFORMED_PACKET",
        "property of PUBLISH | 10 11 0004 4d515454 05 02 0000 03 230001 0001 61 | MALFORMED_PACKET",
        "receive maximum 0   | 10 11 0004 4d515454 05 02 0000 03 210000 0001 61 | PROTOCOL_ERROR",
        "packet size 0 | 10 13 0004 4d515454 05 02 0000 05 2700000000 0001 61 | PROTOCOL_ERROR",
        "the same twice | 10 14 0004 4d515454 05 02 0000 06 210001210001 0001 61 | PROTOCOL_ERROR",
        "flag of 2           | 10 10 0004 4d515454 05 02 0000 02 1902 0001 61 | PROTOCOL_ERROR",
        "data, no method     | 10 12 0004 4d515454 05 02 0000 04 16000178 0001 61 | PROTOCOL_ERROR",
        "wildcard in will | 10 13 0004 4d515454 05 06 0000 00 0001 61 00 0001 2b 0000 "
            + "| TOPIC_NAME_INVALID",
      })
  void its_client_is_told_what_is_wrong_with_it(String what, String hex, ReasonCode why) {
    RawBytes.first(client, hex);
    Packet.ConnAck refusal = Farewell.expectRefusal(client, why);
    assertThat(refusal.properties().text(Property.REASON_STRING)).as(what).isNotEmpty();
    assertThat(broker.count(Counter.CONNECTIONS_REFUSED)).isEqualTo(1);
    assertThat(broker.scheduler().planned()).isZero();
    client.connect5(true, Properties.NONE); // [MQTT-3.1.4-6]
    client.expectNothing();
    assertThat(broker.sessions()).isZero();
  }

  @Test
  void nothing_after_a_refusal_counts() { // [MQTT-3.1.4-6]
    Riddles riddles = new Riddles(1);
    TestClient refused = riddles.broker().client5("anna");
    refused.connect5(true, Properties.of(Property.AUTHENTICATION_METHOD, "none"));
    Farewell.expectRefusal(refused, ReasonCode.BAD_AUTHENTICATION_METHOD);
    refused.connect5(true, Riddles.says(null));
    assertThat(riddles.begun()).isEmpty();
  }

  @Test
  void one_before_is_refused_in_mqtt_3() {
    TestClient old = broker.client("anna");
    RawBytes.first(old, "10 0d 0004 4d515454 03 02 0000 0001 61");
    old.expect(new Packet.ConnAck(false, ReasonCode.UNSUPPORTED_PROTOCOL_VERSION)); // 1
    old.expectClosed(ReasonCode.UNSUPPORTED_PROTOCOL_VERSION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"f0 00", "f0 02 19 00", "f0 08 18 06 15 0003 78787a", "c0 00", "00 00"})
  void before_connect_nothing_is_answered(String hex) { // [MQTT-3.1.0-1], [MQTT-3.14.0-1]
    RawBytes.first(client, hex);
    client.expectNothing();
    assertThat(client.link().closed()).isNotNull();
  }

  @Test
  void auth_cannot_come_first() { // [MQTT-3.1.0-1]
    client.send(new Packet.Auth(ReasonCode.REAUTHENTICATE, Properties.NONE));
    client.expectNothing();
    client.expectClosed(ReasonCode.PROTOCOL_ERROR);
  }

  @Test
  void a_password_needs_no_user_name() { // section 3.1.2.9: MQTT 3.1.1 forbids it
    RawBytes.first(client, "10 11 0004 4d515454 05 42 0000 00 0001 61 0001 70");
    assertThat(((Packet.ConnAck) client.take().get(0)).reason()).isEqualTo(ReasonCode.SUCCESS);
    client.expectOpen();
    RawBytes.first(broker.client("b"), "10 10 0004 4d515454 04 42 0000 0001 62 0001 70");
    assertThat(broker.sessions()).isEqualTo(1);
  }

  @Test
  void a_method_that_does_not_exist_is_refused() { // [MQTT-4.12.0-1]
    client.connect5(true, Properties.of(Property.AUTHENTICATION_METHOD, "SCRAM-SHA-1"));
    Farewell.expectRefusal(client, ReasonCode.BAD_AUTHENTICATION_METHOD); // 0x8C
  }
}
