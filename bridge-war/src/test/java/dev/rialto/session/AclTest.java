package dev.rialto.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.access.Access;
import dev.rialto.access.Permissions;
import dev.rialto.observe.Counter;
import dev.rialto.store.HeldStore;
import dev.rialto.topic.TopicFilter;
import dev.rialto.topic.TopicName;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.ReasonCode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rights are asked for wherever a message passes, and again whenever it does. */
class AclTest {
  private final Set<String> unreadable = new HashSet<>(Set.of("secret"));
  private final Set<String> unwritable = new HashSet<>(Set.of("closed"));

  private final Permissions permissions =
      new Permissions() {
        @Override
        public boolean mayPublish(TopicName topic) {
          return !unwritable.contains(topic.value());
        }

        @Override
        public boolean mayRead(TopicName topic) {
          return !unreadable.contains(topic.value());
        }

        @Override
        public boolean maySubscribe(TopicFilter filter) {
          return true;
        }
      };

  private final TestBroker broker =
      new TestBroker(new HeldStore(), Access.allowing(permissions), List.of());
  private final TestClient publisher = broker.clean("publisher");

  private void publish(String topic, String payload) {
    publisher.publish(0, topic, payload + "0", 0);
    publisher.publish(1, topic, payload + "1", 1);
    publisher.publishTwice(topic, payload + "2", 2);
    publisher.take();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void a_wide_subscription_gets_what_may_be_read(int qos) {
    TestClient client = broker.clean("client");
    client.subscribe("#", qos);
    publish("secret", "hidden");
    publish("open", "shown");
    assertThat(client.takePayloads()).containsExactly("shown0", "shown1", "shown2");
  }

  @Test
  void retained_messages_are_messages() {
    publisher.retain(1, "secret", "hidden", 1);
    publisher.retain(1, "open", "shown", 2);
    TestClient client = broker.clean("client");
    client.ask("#", 0, 1);
    assertThat(client.takePayloads()).containsExactly("shown");
    assertThat(broker.count(Counter.DROPPED_NOT_READABLE)).isZero(); // it never was on its way
  }

  @Test
  void a_shared_subscription_is_its_filter() {
    TestClient client = broker.clean("client");
    client.subscribe("$share/group/#", 1);
    publish("secret", "hidden");
    publish("open", "shown");
    assertThat(client.takePayloads()).containsExactly("shown0", "shown1", "shown2");
  }

  @Test
  void nothing_is_stored_for_who_may_not_read_it() {
    TestClient away = broker.persistent("away");
    away.subscribe("#", 1);
    away.vanish();
    int before = broker.store().changes().size();
    publish("secret", "hidden");
    assertThat(broker.store().changes()).hasSize(before);
  }

  @Test
  void a_right_that_is_taken_away_is_gone_at_once() {
    TestClient client = broker.clean("client");
    client.subscribe("#", 1);
    publish("open", "before");
    assertThat(client.takePayloads()).hasSize(3);
    unreadable.add("open");
    publish("open", "after");
    client.expectNothing();
    client.expectOpen();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void what_waited_for_a_client_is_not_sent_any_more(boolean inFlight) {
    TestClient client = broker.persistent("client");
    client.subscribe("#", 2);
    if (inFlight) {
      publish("open", "before"); // unacknowledged
    }
    client.take();
    client.vanish();
    if (!inFlight) {
      publish("open", "before");
    }
    unreadable.add("open");
    TestClient back = broker.persistent("client");
    back.expect(TestClient.WELCOME_BACK);
    assertThat(broker.count(Counter.DROPPED_NOT_READABLE)).isEqualTo(2);
    unreadable.remove("open");
    back.vanish();
    broker.persistent("client").expect(TestClient.WELCOME_BACK); // it is forgotten
  }

  @Test
  void a_qos_2_message_that_the_client_has_is_completed_all_the_same() {
    TestClient client = broker.persistent("client");
    client.subscribe("#", 2);
    publisher.publishTwice("open", "x", 2);
    client.take();
    client.pubrec(1);
    client.take();
    client.vanish();
    unreadable.add("open");
    broker.persistent("client").expect(TestClient.WELCOME_BACK, new Packet.PubRel(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void a_will_is_a_message_of_its_client(int qos) {
    TestClient listener = broker.clean("listener");
    listener.subscribe("#", 0);
    TestClient client = broker.client("client");
    client.connect(true, 0, TestClient.will(qos, "w", "bye", true));
    client.expectOpen();
    unwritable.add("w"); // after it was looked at first
    client.vanish();
    listener.expectNothing();
    assertThat(broker.count(Counter.DROPPED_NOT_AUTHORIZED)).isEqualTo(1);
    assertThat(broker.count(Counter.WILLS_PUBLISHED)).isZero();
  }

  @Test
  void a_will_that_may_not_be_published_lets_nobody_in() {
    TestClient before = broker.persistent("client");
    TestClient old = broker.client("client");
    old.connect(true, 0, TestClient.will(1, "closed", "bye", true));
    old.expect(new Packet.ConnAck(false, ReasonCode.NOT_AUTHORIZED)); // return code 5
    old.expectClosed(ReasonCode.NOT_AUTHORIZED);
    TestClient client = broker.client5("client");
    client.connect5(true, 0, TestClient.will(1, "closed", "bye", true), Properties.NONE);
    Farewell.expectRefusal(client, ReasonCode.NOT_AUTHORIZED); // 0x87
    before.expectOpen(); // and its session is as it was
    assertThat(broker.sessions()).isEqualTo(2); // with the publisher's
  }
}
