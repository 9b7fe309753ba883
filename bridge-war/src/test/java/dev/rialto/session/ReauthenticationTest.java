package dev.rialto.session;

import static dev.rialto.session.TestClient.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.ReasonCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Authentication again, during the connection (MQTT 5.0 section 4.12.1). */
class ReauthenticationTest {
  private static final Packet DONE = new Packet.Auth(ReasonCode.SUCCESS, Riddles.says("well done"));

  private final TestBroker broker = new Riddles(1).broker();
  private final TestClient client = connected(broker);

  private static TestClient connected(TestBroker broker) {
    TestClient client = broker.client5("anna");
    client.connect5(true, 0, TestClient.will(0, "w", "bye", false), Riddles.says(null));
    client.send(Riddles.answer(1));
    client.take();
    return client;
  }

  @Test
  void it_may_happen_as_often_as_the_client_wants() { // [MQTT-4.12.1-1]
    for (int i = 0; i < 3; i++) {
      client.send(Riddles.again());
      client.expect(Riddles.question(1));
      client.send(Riddles.answer(1));
      client.expect(DONE);
    }
    client.expectOpen();
  }

  @Test
  void everything_else_goes_on_meanwhile() { // by the authentication before
    client.subscribe("t", 1);
    client.send(Riddles.again());
    client.expect(Riddles.question(1));
    client.publish(1, "t", "x", 1);
    client.send(new Packet.PingReq());
    client.expect(message(1, "t", "x", 1), new Packet.PubAck(1), new Packet.PingResp());
    client.send(Riddles.answer(1));
    client.expect(DONE);
    client.publish(1, "u", "y", 2);
    client.expect(new Packet.PubAck(2, ReasonCode.NO_MATCHING_SUBSCRIBERS));
  }

  @Test
  void a_failure_ends_the_connection() { // [MQTT-4.12.1-2]
    TestClient listener = broker.clean("listener");
    listener.subscribe("w", 0);
    client.send(Riddles.again());
    client.take();
    client.send(Riddles.answer(7));
    assertThat(Farewell.expect(client, ReasonCode.NOT_AUTHORIZED)).isEmpty();
    listener.expect(message(0, "w", "bye", 0));
  }

  @Test
  void also_when_disconnect_has_no_code_for_it() {
    TestClient other = connected(new Riddles(1, ReasonCode.BAD_USER_NAME_OR_PASSWORD).broker());
    other.send(Riddles.again());
    other.take();
    other.send(Riddles.answer(7));
    assertThat(((Packet.Disconnect) other.take().get(0)).reason())
        .isEqualTo(ReasonCode.UNSPECIFIED_ERROR);
    other.expectClosed(ReasonCode.BAD_USER_NAME_OR_PASSWORD);
  }

  static List<List<Packet>> wrong() {
    return List.of(
        List.of(Riddles.answer(1)), // nothing has been asked
        List.of(new Packet.Auth(ReasonCode.SUCCESS, Riddles.says(null))),
        List.of(Riddles.foreign(ReasonCode.REAUTHENTICATE)), // [MQTT-4.12.1-1], [MQTT-4.12.0-5]
        List.of(Riddles.again(), Riddles.foreign(ReasonCode.CONTINUE_AUTHENTICATION)),
        List.of(Riddles.again(), Riddles.again()));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void what_does_not_belong_there_is_a_protocol_error(List<Packet> packets) {
    packets.forEach(client::send);
    Farewell.expect(client, ReasonCode.PROTOCOL_ERROR);
  }

  @Test
  void auth_without_a_method_is_one_as_well() { // section 3.15.2.2.2
    RawBytes.later(client, dev.rialto.wire.ProtocolVersion.MQTT_5, "f0 02 19 00");
    Farewell.expect(client, ReasonCode.PROTOCOL_ERROR);
  }

  @Test
  void the_server_says_nothing_of_it_before_connack() { // [MQTT-3.2.0-1]
    TestBroker slow = new Riddles(0).broker();
    slow.store().hold();
    TestClient hasty = slow.client5("anna");
    hasty.connect5(
        true, Riddles.says(null).and(Properties.of(Property.SESSION_EXPIRY_INTERVAL, 60)));
    hasty.send(Riddles.again());
    hasty.expectNothing();
    slow.store().release();
    assertThat(hasty.take())
        .satisfiesExactly(
            first -> assertThat(first).isInstanceOf(Packet.ConnAck.class),
            second -> assertThat(second).isEqualTo(DONE));
  }

  @Test
  void it_keeps_the_connection_alive_like_any_packet() { // [MQTT-3.1.2-22]
    TestClient quiet = broker.client5("quiet");
    quiet.connect5(true, 10, null, Riddles.says(null));
    quiet.send(Riddles.answer(1));
    for (int i = 0; i < 3; i++) {
      broker.scheduler().pass(java.time.Duration.ofSeconds(14));
      quiet.send(Riddles.again());
      quiet.send(Riddles.answer(1));
    }
    quiet.expectOpen();
  }
}
