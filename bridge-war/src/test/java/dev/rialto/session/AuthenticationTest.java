package dev.rialto.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.ReasonCode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Enhanced authentication before CONNACK (MQTT 5.0 section 4.12). */
class AuthenticationTest {
  private final Riddles riddles = new Riddles(1);
  private final TestBroker broker = riddles.broker();
  private final TestClient client = broker.client5("anna");

  private static void begin(TestClient client) {
    client.connect5(true, 0, TestClient.will(0, "w", "bye", false), Riddles.says(null));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void it_takes_as_many_steps_as_the_method_wants(int questions) {
    TestClient patient = new Riddles(questions).broker().client5("anna");
    begin(patient);
    for (int i = 1; i <= questions; i++) {
      patient.expect(Riddles.question(i)); // [MQTT-4.12.0-2], [MQTT-4.12.0-5]
      patient.send(Riddles.answer(i)); // [MQTT-4.12.0-3]
    }
    List<Packet> got = patient.take();
    assertThat(got).hasSize(1); // [MQTT-3.2.0-2]
    Packet.ConnAck welcome = (Packet.ConnAck) got.get(0);
    assertThat(welcome.reason()).isEqualTo(ReasonCode.SUCCESS);
    Properties told = welcome.properties();
    assertThat(told.text(Property.AUTHENTICATION_METHOD)).isEqualTo(Riddles.NAME);
    assertThat(told.binary(Property.AUTHENTICATION_DATA).toBytes())
        .asString()
        .isEqualTo("well done");
    assertThat(told.number(Property.RECEIVE_MAXIMUM, 0)).isEqualTo(1024); // as everybody is told
  }

  @Test
  void a_failure_is_told_and_closes() { // [MQTT-4.12.0-4], [MQTT-3.1.4-2]
    begin(client);
    client.take();
    client.send(Riddles.answer(7));
    Packet.ConnAck refusal = Farewell.expectRefusal(client, ReasonCode.NOT_AUTHORIZED);
    assertThat(refusal.properties().text(Property.REASON_STRING)).isEqualTo("wrong answer");
    client.send(Riddles.answer(1));
    client.expectNothing();
    expectNothingLeft();
  }

  private void expectNothingLeft() {
    assertThat(broker.sessions()).isZero();
    assertThat(broker.scheduler().planned()).isZero();
    assertThat(broker.store().changes()).isEmpty();
  }

  static List<Packet> wrong() {
    return List.of(
        Riddles.foreign(ReasonCode.CONTINUE_AUTHENTICATION), // [MQTT-4.12.0-5]
        Riddles.again(), // [MQTT-4.12.0-3]
        new Packet.Auth(ReasonCode.SUCCESS, Riddles.says("answer 1")),
        new Packet.PingReq(), // [MQTT-3.1.2-30], [MQTT-3.1.4-6]
        TestClient.message(0, "a", "x", 0),
        TestClient.message(1, "a", "x", 1),
        new Packet.Subscribe(1, List.of(TestClient.request("a", 0))),
        new Packet.Unsubscribe(1, List.of("a"), Properties.NONE),
        new Packet.PubAck(1));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void anything_but_the_answer_is_a_protocol_error(Packet packet) {
    begin(client);
    client.take();
    client.send(packet);
    Farewell.expectRefusal(client, ReasonCode.PROTOCOL_ERROR);
    expectNothingLeft();
  }

  @Test
  void a_second_connect_is_one() { // [MQTT-3.1.0-2]
    begin(client);
    client.take();
    begin(client);
    Farewell.expectRefusal(client, ReasonCode.PROTOCOL_ERROR);
  }

  @Test
  void the_client_may_leave_instead() { // [MQTT-3.1.2-30]
    begin(client);
    client.take();
    client.disconnect();
    client.expectNothing();
    client.expectClosed(ReasonCode.NORMAL_DISCONNECTION);
    expectNothingLeft();
  }

  @Test
  void it_has_as_much_time_as_connect_has() {
    begin(client);
    client.take();
    broker.scheduler().pass(Duration.ofSeconds(10).minusNanos(1));
    client.expectOpen();
    broker.scheduler().pass(Duration.ofNanos(1));
    client.expectNothing();
    client.expectClosed(ReasonCode.PROTOCOL_ERROR);
    client.send(Riddles.answer(1)); // too late
    client.expectNothing();
    expectNothingLeft();
  }

  @Test
  void a_lost_connection_leaves_nothing() {
    begin(client);
    client.vanish();
    client.send(Riddles.answer(1));
    expectNothingLeft();
  }

  @Test
  void a_malformed_packet_ends_it() {
    begin(client);
    client.take();
    RawBytes.later(client, dev.rialto.wire.ProtocolVersion.MQTT_5, "f0 02 18 00"); // no method
    client.expectClosed(ReasonCode.PROTOCOL_ERROR);
    expectNothingLeft();
  }
}
