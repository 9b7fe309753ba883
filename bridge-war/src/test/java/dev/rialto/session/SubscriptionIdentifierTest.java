package dev.rialto.session;

import static dev.rialto.session.Options.identified;
import static dev.rialto.session.Options.identifier;
import static dev.rialto.session.Options.identifiers;
import static dev.rialto.session.TestClient.message;
import static dev.rialto.session.TestClient.request;
import static dev.rialto.session.TestClient.retained;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.ReasonCode;
import dev.rialto.wire.RetainHandling;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which subscription a message comes by (MQTT 5.0 section 3.3.2.3.8). */
class SubscriptionIdentifierTest {
  private static final long LARGEST = 268_435_455;

  private final TestBroker broker = new TestBroker();
  private final TestClient publisher = broker.clean5("publisher");
  private final TestClient client = broker.clean5("client");

  @Test
  void a_message_carries_the_identifier_of_its_subscription() { // [MQTT-3.3.4-3]
    client.subscribe(request("a/+", 2), identifier(1));
    client.subscribe(request("b", 2), identifier(LARGEST));
    client.subscribe(request("c", 2), Properties.NONE);
    publisher.publish(0, "a/x", "one", 0);
    publisher.publish(1, "b", "two", 1);
    publisher.publish(2, "b", "three", 2);
    publisher.publish(1, "c", "four", 3);
    client.expect(
        identified(message(0, "a/x", "one", 0), 1),
        identified(message(1, "b", "two", 1), LARGEST),
        identified(message(2, "b", "three", 2), LARGEST),
        message(1, "c", "four", 3));
  }

  @Test
  void overlapping_subscriptions_give_one_message_with_all_identifiers() { // [MQTT-3.3.4-4]
    client.subscribe(request("a/#", 0), identifier(7));
    client.subscribe(request("a/+", 2), identifier(9));
    client.subscribe(request("+/b", 1), identifier(200));
    client.subscribe(request("a/b", 1), Properties.NONE);
    publisher.publish(2, "a/b", "x", 1);
    List<Packet.Publish> all = Options.messages(client);
    assertThat(all).hasSize(1);
    assertThat(all.get(0).delivery().qos().value()).isEqualTo(2); // [MQTT-3.3.4-2]
    assertThat(all.get(0).delivery().properties().subscriptionIdentifiers())
        .containsExactlyInAnyOrder(7L, 9L, 200L);
  }

  @Test
  void one_identifier_may_stand_for_several_subscriptions() {
    client.send(
        new Packet.Subscribe(1, List.of(request("a/+", 1), request("b", 1)), identifier(5)));
    client.take();
    publisher.publish("a/x", "");
    assertThat(identifiers(client)).containsExactly(5L);
    publisher.publish("b", "");
    assertThat(identifiers(client)).containsExactly(5L);
  }

  @Test
  void it_is_replaced_with_its_subscription() { // [MQTT-3.8.4-3]
    client.subscribe(request("a", 1), identifier(1));
    client.subscribe(request("a", 1), identifier(2));
    publisher.publish("a", "");
    assertThat(identifiers(client)).containsExactly(2L);
    client.subscribe(request("a", 1), Properties.NONE);
    publisher.publish("a", "");
    assertThat(identifiers(client)).isEmpty();
  }

  @Test
  void it_goes_with_its_subscription() {
    client.subscribe(request("a", 1), identifier(1));
    client.subscribe(request("#", 1), identifier(2));
    client.send(new Packet.Unsubscribe(5, List.of("a")));
    client.take();
    publisher.publish("a", "");
    assertThat(identifiers(client)).containsExactly(2L);
  }

  @Test
  void retained_messages_carry_it_too() {
    publisher.retain(1, "a", "x", 1);
    client.subscribe(Options.handling("a", 0, RetainHandling.DO_NOT_SEND), identifier(3));
    client.send(new Packet.Subscribe(1, List.of(request("+", 1)), identifier(4)));
    assertThat(client.take())
        .endsWith(identified(retained(message(1, "a", "x", 1)), 4)); // not that of the other one
  }

  @Test
  void a_shared_subscription_has_its_own() {
    client.subscribe(request("$share/g/a", 1), identifier(11));
    client.subscribe(request("a", 1), identifier(12));
    publisher.publish(1, "a", "x", 1);
    assertThat(Options.messages(client))
        .extracting(publish -> publish.delivery().properties().subscriptionIdentifiers())
        .containsExactlyInAnyOrder(List.of(11L), List.of(12L));
  }

  @Test
  void a_resumed_session_has_kept_it() {
    TestClient durable = broker.persistent5("durable");
    durable.subscribe(request("a", 1), identifier(6));
    durable.disconnect();
    publisher.publish(1, "a", "queued", 1);
    TestClient back = broker.persistent5("durable");
    assertThat(identifiers(back)).containsExactly(6L);
    back.vanish();
    TestClient again = broker.persistent5("durable");
    assertThat(identifiers(again)).containsExactly(6L); // also when it is repeated
    publisher.publish(0, "a", "live", 0);
    assertThat(identifiers(again)).containsExactly(6L);
  }

  @Test
  void subscribers_of_mqtt_3_get_none() {
    TestClient old = broker.clean("old");
    old.subscribe("a", 1);
    client.subscribe(request("a", 1), identifier(1));
    publisher.publish(1, "a", "x", 1);
    old.expect(message(1, "a", "x", 1));
    client.expect(identified(message(1, "a", "x", 1), 1));
  }

  @Test
  void a_session_continued_with_mqtt_3_leaves_it_out() {
    TestClient durable = broker.persistent5("durable");
    durable.subscribe(request("a", 1), identifier(6));
    durable.disconnect();
    publisher.publish(1, "a", "x", 1);
    broker.persistent("durable").expect(TestClient.WELCOME_BACK, message(1, "a", "x", 1));
  }

  @Test
  void clients_must_not_publish_with_one() { // [MQTT-3.3.4-6]
    publisher.send(identified(message(0, "a", "x", 0), 1));
    publisher.expectClosed(ReasonCode.PROTOCOL_ERROR);
  }
}
