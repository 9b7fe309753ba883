package dev.rialto.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.access.Identity;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.ProtocolVersion;
import dev.rialto.wire.ReasonCode;
import org.junit.jupiter.api.Test;

/** What an authentication is to the client's session, and to clients that want none. */
class AuthenticatedTest {
  private final Riddles riddles = new Riddles(1);
  private final TestBroker broker = riddles.broker();

  @Test
  void nobody_is_taken_over_before_it_has_succeeded() {
    TestClient present = broker.persistent5("anna");
    present.take();
    TestClient next = broker.client5("anna");
    next.connect5(true, Riddles.says(null));
    present.expectOpen();
    next.send(Riddles.answer(1));
    Farewell.expect(present, ReasonCode.SESSION_TAKEN_OVER);
    next.expectOpen();
  }

  @Test
  void a_failure_leaves_the_session_there_is() {
    broker.persistent5("anna").vanish();
    TestClient next = broker.client5("anna");
    next.connect5(true, Riddles.says(null));
    next.send(Riddles.answer(7));
    TestClient back = broker.persistent5("anna");
    assertThat(((Packet.ConnAck) back.take().get(0)).sessionPresent()).isTrue();
  }

  @Test
  void a_session_is_continued_after_it() {
    broker.persistent5("anna").vanish();
    TestClient next = broker.client5("anna");
    next.connect5(false, Riddles.says(null));
    next.take();
    next.send(Riddles.answer(1));
    assertThat(((Packet.ConnAck) next.take().get(0)).sessionPresent()).isTrue();
  }

  @Test
  void one_is_who_the_method_says_not_who_connect_says() {
    SlowDoor door = new SlowDoor();
    TestBroker strict = new Riddles(0).proving("joe").broker(door);
    strict
        .client5("anna")
        .send(
            new Packet.Connect(
                ProtocolVersion.MQTT_5, "anna", true, 0, null, "eve", null, Riddles.says(null)));
    assertThat(door.vouchedFor()).containsExactly(new Identity("joe", "anna"));
  }

  @Test
  void an_assigned_identifier_is_the_one_that_was_authenticated() { // [MQTT-3.1.3-7]
    TestClient nameless = broker.client5("");
    nameless.connect5(true, Riddles.says(null));
    nameless.take();
    nameless.send(Riddles.answer(1));
    Packet.ConnAck welcome = (Packet.ConnAck) nameless.take().get(0);
    assertThat(riddles.begun())
        .containsExactly(welcome.properties().text(Property.ASSIGNED_CLIENT_IDENTIFIER));
  }

  @Test
  void a_will_is_left_from_then_on() {
    TestClient listener = broker.clean("listener");
    listener.subscribe("w", 0);
    TestClient failing = broker.client5("anna");
    failing.connect5(true, 0, TestClient.will(0, "w", "no", false), Riddles.says(null));
    failing.send(Riddles.answer(7));
    listener.expectNothing();
    TestClient client = broker.client5("anna");
    client.connect5(true, 0, TestClient.will(0, "w", "bye", false), Riddles.says(null));
    client.send(Riddles.answer(1));
    client.vanish();
    listener.expect(TestClient.message(0, "w", "bye", 0));
  }

  @Test
  void another_method_is_refused() { // [MQTT-4.12.0-1]
    TestClient client = broker.client5("anna");
    client.connect5(true, Properties.of(Property.AUTHENTICATION_METHOD, "riddles"));
    Farewell.expectRefusal(client, ReasonCode.BAD_AUTHENTICATION_METHOD); // 0x8C
  }

  @Test
  void without_a_method_there_is_no_auth() { // [MQTT-4.12.0-6], [MQTT-4.12.0-7]
    TestClient client = broker.clean5("anna");
    client.send(Riddles.again());
    Farewell.expect(client, ReasonCode.PROTOCOL_ERROR);
    assertThat(riddles.begun()).isEmpty();
  }
}
