package dev.rialto.session;

import static dev.rialto.session.TestClient.granted;
import static dev.rialto.session.TestClient.message;
import static dev.rialto.session.TestClient.request;
import static dev.rialto.wire.ReasonCode.GRANTED_QOS_0;
import static dev.rialto.wire.ReasonCode.GRANTED_QOS_1;
import static dev.rialto.wire.ReasonCode.NOT_AUTHORIZED;
import static dev.rialto.wire.ReasonCode.NO_SUBSCRIPTION_EXISTED;
import static dev.rialto.wire.ReasonCode.SHARED_SUBSCRIPTIONS_NOT_SUPPORTED;
import static dev.rialto.wire.ReasonCode.SUCCESS;
import static dev.rialto.wire.ReasonCode.TOPIC_FILTER_INVALID;
import static dev.rialto.wire.ReasonCode.WILDCARD_SUBSCRIPTIONS_NOT_SUPPORTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.access.Access;
import dev.rialto.access.Permissions;
import dev.rialto.config.Setting;
import dev.rialto.store.HeldStore;
import dev.rialto.topic.TopicFilter;
import dev.rialto.topic.TopicName;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.ReasonCode;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What SUBACK and UNSUBACK say about each line (MQTT 5.0 sections 3.9.3 and 3.11.3). */
class SubscriptionCodesTest {
  /** Nobody may hear what is secret. */
  private static final Permissions DISCREET =
      new Permissions() {
        @Override
        public boolean mayPublish(TopicName topic) {
          return true;
        }

        @Override
        public boolean mayRead(TopicName topic) {
          return true;
        }

        @Override
        public boolean maySubscribe(TopicFilter filter) {
          return !filter.pattern().startsWith("secret");
        }
      };

  private static Packet.Subscribe ask(String... filters) {
    return new Packet.Subscribe(
        5, Arrays.stream(filters).map(filter -> request(filter, 1)).toList());
  }

  private static Packet subAck(ReasonCode... reasons) {
    return new Packet.SubAck(5, List.of(reasons));
  }

  private static TestClient with(Object... settings) {
    return new TestBroker(settings).clean5("client");
  }

  @Test
  void what_one_may_not_hear_is_refused() { // [MQTT-3.8.4-6], [MQTT-3.9.3-1]
    TestBroker broker = new TestBroker(new HeldStore(), Access.allowing(DISCREET), List.of());
    TestClient client = broker.clean5("client");
    client.send(ask("a", "secret/x", "$share/g/secret", "b"));
    client.expect(subAck(GRANTED_QOS_1, NOT_AUTHORIZED, NOT_AUTHORIZED, GRANTED_QOS_1));
    TestClient old = broker.clean("old");
    old.send(ask("a", "secret/x"));
    old.expect(granted(5, 1, -1)); // 0x80, all that MQTT 3.1.1 has
    broker.clean("publisher").publish("secret/x", "");
    client.expectNothing();
    old.expectNothing();
    client.expectOpen();
  }

  @Test
  void a_filter_that_is_too_deep_is_refused() {
    TestClient client = with(Setting.TOPIC_LEVELS_MAX, 2);
    client.send(ask("a/b", "a/b/c", "$share/g/a/b", "a/#/"));
    client.expectClosed(TOPIC_FILTER_INVALID); // the last one is none
    TestClient careful = with(Setting.TOPIC_LEVELS_MAX, 2);
    careful.send(ask("a/b", "a/b/c", "$share/g/a/b"));
    careful.expect(subAck(GRANTED_QOS_1, TOPIC_FILTER_INVALID, GRANTED_QOS_1));
  }

  @Test
  void shared_subscriptions_that_are_off_are_refused() {
    TestClient client = with(Setting.MQTT_SHARED, false);
    client.send(ask("$share/g/a", "a", "$share/g/+"));
    client.expect(
        subAck(
            SHARED_SUBSCRIPTIONS_NOT_SUPPORTED, GRANTED_QOS_1, SHARED_SUBSCRIPTIONS_NOT_SUPPORTED));
  }

  @Test
  void wildcards_that_are_off_are_refused() {
    TestClient client = with(Setting.MQTT_WILDCARDS, false);
    client.send(ask("a/+", "a", "#", "$share/g/a/#"));
    client.expect(
        subAck(
            WILDCARD_SUBSCRIPTIONS_NOT_SUPPORTED,
            GRANTED_QOS_1,
            WILDCARD_SUBSCRIPTIONS_NOT_SUPPORTED,
            WILDCARD_SUBSCRIPTIONS_NOT_SUPPORTED));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void the_highest_qos_is_the_servers(int most) { // [MQTT-3.8.4-7], [MQTT-3.2.2-10]
    TestClient client = with(Setting.MQTT_QOS_MAX, most);
    client.send(
        new Packet.Subscribe(5, List.of(request("a", 0), request("b", 1), request("c", 2))));
    client.expect(granted(5, 0, Math.min(1, most), most));
  }

  @Test
  void a_message_has_the_lower_of_published_and_granted() { // [MQTT-3.8.4-8]
    TestBroker broker = new TestBroker();
    TestClient client = broker.clean5("client");
    client.send(new Packet.Subscribe(5, List.of(request("a", 0))));
    client.expect(subAck(GRANTED_QOS_0));
    broker.clean5("publisher").publish(2, "a", "x", 1);
    client.expect(message(0, "a", "x", 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a/#/b",
        "a#",
        "a+",
        "$share",
        "$share/g",
        "$share/g/",
        "$share//a",
        "$share/+/a"
      })
  void what_is_no_filter_ends_the_connection(String filter) { // [MQTT-4.7.1-1], [MQTT-4.8.2-1]
    TestBroker broker = new TestBroker();
    TestClient client = broker.persistent5("client");
    client.take();
    client.send(ask("good", filter));
    assertThat(client.take())
        .singleElement()
        .isInstanceOfSatisfying(
            Packet.Disconnect.class,
            last -> assertThat(last.reason()).isEqualTo(TOPIC_FILTER_INVALID));
    client.expectClosed(TOPIC_FILTER_INVALID);
    broker.expectNoSubscriptions();
  }

  @Test
  void each_line_of_an_unsubscribe_has_its_answer() { // [MQTT-3.10.4-5], [MQTT-3.11.3-1]
    TestClient client = with();
    client.subscribe(request("a", 1), Properties.NONE);
    client.subscribe(request("$share/g/a", 1), Properties.NONE);
    client.send(new Packet.Unsubscribe(6, List.of("never", "a", "a", "$share/g/a", "$share/h/a")));
    client.expect(
        new Packet.UnsubAck(
            6,
            List.of( // [MQTT-3.11.3-2]: in order
                NO_SUBSCRIPTION_EXISTED,
                SUCCESS,
                NO_SUBSCRIPTION_EXISTED,
                SUCCESS,
                NO_SUBSCRIPTION_EXISTED)));
    client.expectOpen();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/#/b", "$share//a"})
  void nor_can_one_unsubscribe_from_it(String filter) { // [MQTT-3.10.3-1]
    TestBroker broker = new TestBroker();
    TestClient client = broker.clean5("client");
    client.subscribe(request("a", 1), Properties.NONE);
    client.send(new Packet.Unsubscribe(6, List.of("a", filter)));
    assertThat(client.take())
        .singleElement()
        .isInstanceOfSatisfying(
            Packet.Disconnect.class,
            last -> assertThat(last.reason()).isEqualTo(TOPIC_FILTER_INVALID));
    client.expectClosed(TOPIC_FILTER_INVALID);
  }
}
