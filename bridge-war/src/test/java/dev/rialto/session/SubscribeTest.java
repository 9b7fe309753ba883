package dev.rialto.session;

import static dev.rialto.session.TestClient.granted;
import static dev.rialto.session.TestClient.message;
import static dev.rialto.session.TestClient.request;
import static dev.rialto.session.TestClient.retained;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.Setting;
import dev.rialto.observe.Counter;
import dev.rialto.wire.Packet;
import dev.rialto.wire.ReasonCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SUBSCRIBE and UNSUBSCRIBE (MQTT 3.1.1 sections 3.8 to 3.11). */
class SubscribeTest {
  private TestBroker broker = new TestBroker();
  private TestClient publisher = broker.clean("publisher");
  private TestClient client = broker.clean("anna");

  private void with(Object... settings) {
    broker = new TestBroker(settings);
    publisher = broker.clean("publisher");
    client = broker.clean("anna");
  }

  private void ask(int packetId, Packet.Subscribe.Request... requests) {
    client.send(new Packet.Subscribe(packetId, List.of(requests)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/#/b", "a#", "a+", "+a/b", "$share/g", "$share//a", "$share/+/a"})
  void an_invalid_filter_closes_and_subscribes_to_nothing(String filter) { // [MQTT-4.7.1-2]
    client = broker.persistent("durable");
    client.take();
    ask(1, request("good", 1), request(filter, 1));
    client.expectNothing();
    client.expectClosed(ReasonCode.TOPIC_FILTER_INVALID);
    publisher.publish(1, "good", "", 1);
    broker.persistent("durable").expect(TestClient.WELCOME_BACK);
  }

  @Test
  void each_line_has_its_own_answer_in_order() { // [MQTT-3.8.4-5], [MQTT-3.9.3-1]
    with(Setting.TOPIC_LEVELS_MAX, 2, Setting.MQTT_WILDCARDS, false, Setting.MQTT_QOS_MAX, 1);
    ask(
        7,
        request("a", 0),
        request("a/b/c", 0),
        request("b", 1),
        request("#", 2),
        request("c/d", 2));
    client.expect(granted(7, 0, -1, 1, -1, 1)); // [MQTT-3.8.4-2], [MQTT-3.8.4-4]
    publisher.publish("a", "x");
    publisher.publish("z", "x");
    client.expect(message(0, "a", "x", 0));
    client.expectOpen();
  }

  @ParameterizedTest
  @ValueSource(strings = {"+", "a/+", "#", "a/#", "$share/g/a/+"})
  void without_wildcards_they_are_refused(String filter) {
    with(Setting.MQTT_WILDCARDS, false);
    client.ask(filter, 1, 1);
    client.expect(granted(1, -1));
    publisher.publish("a/b", "");
    client.expectNothing();
  }

  @Test
  void without_shared_subscriptions_they_are_refused() {
    with(Setting.MQTT_SHARED, false);
    ask(1, request("$share/g/a", 1), request("a/+", 1));
    client.expect(granted(1, -1, 1));
    publisher.publish("a", "");
    client.expectNothing();
  }

  @Test
  void the_depth_of_a_shared_filter_is_that_of_its_pattern() {
    with(Setting.TOPIC_LEVELS_MAX, 2);
    ask(1, request("$share/g/a/b", 1), request("$share/g/a/b/c", 1));
    client.expect(granted(1, 1, -1));
  }

  @Test
  void subscribing_again_replaces_the_qos() { // [MQTT-3.8.4-3]
    client.subscribe("a", 0);
    client.subscribe("a", 1);
    publisher.publish(2, "a", "x", 1);
    client.expect(message(1, "a", "x", 1));
  }

  @Test
  void overlapping_subscriptions_give_one_message_with_the_highest_qos() { // [MQTT-3.3.5-1]
    client.subscribe("#", 0);
    client.subscribe("a/+", 2);
    client.subscribe("a/b", 1);
    publisher.publish(2, "a/b", "x", 1);
    client.expect(message(2, "a/b", "x", 1));
  }

  @Test
  void unsubscribing_is_acknowledged_whatever_there_was() { // [MQTT-3.10.4-4], [MQTT-3.10.4-5]
    client.subscribe("a", 1);
    client.subscribe("b", 1);
    client.send(new Packet.Unsubscribe(5, List.of("a", "never", "#")));
    client.expect(new Packet.UnsubAck(5, List.of()));
    publisher.publish("a", "gone"); // [MQTT-3.10.4-2]
    publisher.publish("b", "still");
    client.expect(message(0, "b", "still", 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not/#/valid", "$share/g"})
  void unsubscribing_with_an_invalid_filter_closes_and_changes_nothing(String filter) {
    client.subscribe("a", 1);
    client.send(new Packet.Unsubscribe(5, List.of("a", filter)));
    client.expectNothing();
    client.expectClosed(ReasonCode.TOPIC_FILTER_INVALID); // [MQTT-4.7.3-1], [MQTT-4.8.0-1]
  }

  @Test
  void what_was_on_its_way_when_it_unsubscribed_is_completed() { // [MQTT-3.10.4-3]
    client.subscribe("a", 2);
    publisher.publish(2, "a", "x", 1);
    client.send(new Packet.Unsubscribe(5, List.of("a")));
    client.pubrec(1);
    client.expect(message(2, "a", "x", 1), new Packet.UnsubAck(5, List.of()), new Packet.PubRel(1));
  }

  @Test
  void filters_are_compared_character_by_character() { // [MQTT-3.10.4-1]
    client.subscribe("a/+", 1);
    client.send(new Packet.Unsubscribe(5, List.of("a/#", "A/+", "a/+/")));
    client.take();
    publisher.publish("a/b", "x");
    client.expect(message(0, "a/b", "x", 0));
  }

  @Test
  void leading_wildcards_do_not_match_topics_of_the_server() { // [MQTT-4.7.2-1]
    ask(1, request("#", 1), request("+/uptime", 1));
    client.expect(granted(1, 1, 1));
    publisher.publish("$SYS/uptime", "");
    client.expectNothing();
  }

  @Test
  void a_shared_subscription_gives_each_message_to_one() {
    TestClient berta = broker.clean("berta");
    client.subscribe("$share/g/a", 1);
    berta.subscribe("$share/g/a", 1);
    for (int i = 0; i < 4; i++) {
      publisher.publish(1, "a", "m" + i, 1);
    }
    assertThat(client.takePayloads()).containsExactly("m0", "m2");
    assertThat(berta.takePayloads()).containsExactly("m1", "m3");
    berta.disconnect();
    publisher.publish("a", "m4");
    publisher.publish("a", "m5");
    assertThat(client.takePayloads()) // what berta had not acknowledged as well (section 4.8.2)
        .containsExactly("m1", "m3", "m4", "m5");
  }

  @Test
  void with_everybody_away_a_shared_subscription_waits_with_a_persistent_session() {
    client.subscribe("$share/g/a", 1);
    TestClient durable = broker.persistent("durable");
    durable.subscribe("$share/g/a", 1);
    durable.disconnect();
    client.disconnect();
    publisher.publish(1, "a", "x", 1);
    broker.persistent("durable").expect(TestClient.WELCOME_BACK, message(1, "a", "x", 1));
  }

  // --- retained messages ---

  @Test
  void suback_comes_before_the_retained_messages_it_brings() {
    publisher.retain(1, "a", "x", 1);
    publisher.retain(0, "b", "y", 0);
    publisher.retain(2, "c", "z", 2);
    ask(9, request("c", 1), request("a", 0), request("b", 2), request("none", 2));
    client.expect(
        granted(9, 1, 0, 2, 2),
        retained(message(1, "c", "z", 1)),
        retained(message(0, "a", "x", 0)),
        retained(message(0, "b", "y", 0)));
  }

  @Test
  void retained_messages_come_again_with_each_subscribe() { // [MQTT-3.8.4-3]
    publisher.retain(0, "a", "x", 0);
    for (int i = 1; i <= 3; i++) {
      client.ask("a", 0, i);
      client.expect(granted(i, 0), retained(message(0, "a", "x", 0)));
    }
  }

  @Test
  void the_last_retained_message_counts_and_live_ones_have_no_flag() { // [MQTT-3.3.1-9]
    client.subscribe("a", 1);
    publisher.retain(1, "a", "one", 1);
    publisher.retain(1, "a", "two", 1);
    publisher.publish(1, "a", "three", 1);
    client.expect(
        message(1, "a", "one", 1), message(1, "a", "two", 2), message(1, "a", "three", 3));
    TestClient late = broker.clean("late");
    late.ask("+", 1, 1);
    late.expect(granted(1, 1), retained(message(1, "a", "two", 1))); // [MQTT-3.3.1-8]
  }

  @Test
  void an_empty_payload_clears_and_is_delivered_live() { // [MQTT-3.3.1-10], [MQTT-3.3.1-11]
    publisher.retain(1, "a", "x", 1);
    client.subscribe("b", 1);
    client.ask("a", 1, 1);
    client.take();
    publisher.retain(1, "a", "", 2);
    client.expect(message(1, "a", "", 2));
    TestClient late = broker.clean("late");
    late.ask("a", 1, 1);
    late.expect(granted(1, 1));
  }

  @Test
  void a_shared_subscription_brings_no_retained_messages() {
    publisher.retain(0, "a", "x", 0);
    client.ask("$share/g/a", 1, 1);
    client.expect(granted(1, 1));
  }

  @Test
  void retained_messages_outlive_their_publisher() { // [MQTT-3.1.2-7]
    publisher.retain(0, "a", "x", 0);
    publisher.vanish();
    client.ask("a", 0, 1);
    client.expect(granted(1, 0), retained(message(0, "a", "x", 0)));
  }

  @Test
  void without_retained_messages_the_flag_is_ignored_and_counted() {
    with(Setting.MQTT_RETAINED, false);
    client.subscribe("a", 1);
    publisher.retain(0, "a", "x", 0);
    publisher.retain(1, "a", "y", 1);
    client.expect(message(0, "a", "x", 0), message(1, "a", "y", 1));
    assertThat(broker.count(Counter.RETAIN_IGNORED)).isEqualTo(2);
    client.ask("a", 1, 2);
    client.expect(granted(2, 1));
  }
}
