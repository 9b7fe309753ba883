package dev.rialto.session;

import static dev.rialto.session.Options.identifier;
import static dev.rialto.session.Options.identifiers;
import static dev.rialto.session.Options.noLocal;
import static dev.rialto.session.TestClient.message;
import static dev.rialto.session.TestClient.request;
import static dev.rialto.session.TestClient.will;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.ReasonCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who doesn't want its own messages (MQTT 5.0 section 3.8.3.1). */
class NoLocalTest {
  private final TestBroker broker = new TestBroker();
  private final TestClient client = broker.clean5("client");
  private final TestClient other = broker.clean5("other");

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void it_gets_the_others_messages_only(int qos) { // [MQTT-3.8.3-3]
    client.subscribe(noLocal("a", 2), Properties.NONE);
    int id = qos == 0 ? 0 : 1;
    client.publish(qos, "a", "mine", id);
    assertThat(client.takePayloads()).isEmpty();
    other.publish(qos, "a", "yours", id);
    client.expect(message(qos, "a", "yours", id));
  }

  @Test
  void without_the_option_it_gets_its_own() {
    client.subscribe(request("a", 1), Properties.NONE);
    client.publish("a", "mine");
    client.expect(message(0, "a", "mine", 0));
  }

  @Test
  void it_concerns_each_subscription_by_itself() { // [MQTT-3.8.3-3]
    client.subscribe(noLocal("a/#", 2), identifier(1));
    client.subscribe(request("a/+", 0), identifier(2));
    client.publish(1, "a/b", "mine", 1);
    List<Packet.Publish> own = Options.messages(client);
    assertThat(own).hasSize(1);
    assertThat(own.get(0).delivery().qos().value()).isZero(); // by the other subscription alone
    assertThat(own.get(0).delivery().properties().subscriptionIdentifiers()).containsExactly(2L);
    other.publish(0, "a/b", "yours", 0);
    assertThat(identifiers(client)).containsExactlyInAnyOrder(1L, 2L);
    client.publish("a/b/c", "deeper");
    client.expectNothing();
  }

  @Test
  void nobody_who_gets_it_is_no_match() {
    client.subscribe(noLocal("a", 1), Properties.NONE);
    client.publish(1, "a", "mine", 1);
    client.expect(new Packet.PubAck(1, ReasonCode.NO_MATCHING_SUBSCRIBERS));
  }

  @Test
  void it_is_replaced_with_its_subscription() { // [MQTT-3.8.4-3]
    client.subscribe(noLocal("a", 1), Properties.NONE);
    client.subscribe(request("a", 1), Properties.NONE);
    client.publish("a", "seen");
    assertThat(client.takePayloads()).containsExactly("seen");
    client.subscribe(noLocal("a", 1), Properties.NONE);
    client.publish("a", "not seen");
    client.expectNothing();
  }

  @Test
  void a_session_goes_by_its_client_identifier_over_connections() {
    TestClient durable = broker.persistent5("durable");
    durable.subscribe(noLocal("a", 1), Properties.NONE);
    durable.vanish();
    TestClient back = broker.persistent5("durable");
    back.take();
    back.publish(1, "a", "mine", 1);
    assertThat(back.takePayloads()).isEmpty();
  }

  @Test
  void a_will_is_its_clients_own_too() {
    TestClient dying = broker.client5("dying");
    dying.connect5(
        false,
        0,
        will(1, "a", "bye", false),
        Properties.of(dev.rialto.wire.Property.SESSION_EXPIRY_INTERVAL, 60));
    dying.take();
    dying.subscribe(noLocal("a", 1), Properties.NONE);
    dying.subscribe(request("b", 1), Properties.NONE);
    other.subscribe(noLocal("a", 1), Properties.NONE);
    dying.vanish();
    other.expect(message(1, "a", "bye", 1));
    assertThat(broker.persistent5("dying").takePayloads()).isEmpty();
  }

  @Test
  void a_shared_subscription_must_not_have_it() { // [MQTT-3.8.3-4]
    client.send(new Packet.Subscribe(1, List.of(request("good", 1), noLocal("$share/g/a", 1))));
    client.expectClosed(ReasonCode.PROTOCOL_ERROR);
    assertThat(client.take())
        .singleElement()
        .isInstanceOfSatisfying(
            Packet.Disconnect.class,
            last -> assertThat(last.reason()).isEqualTo(ReasonCode.PROTOCOL_ERROR));
    broker.expectNoSubscriptions();
  }
}
