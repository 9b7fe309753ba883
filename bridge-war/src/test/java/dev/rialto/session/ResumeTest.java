package dev.rialto.session;

import static dev.rialto.session.TestClient.WELCOME;
import static dev.rialto.session.TestClient.WELCOME_BACK;
import static dev.rialto.session.TestClient.again;
import static dev.rialto.session.TestClient.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.Setting;
import dev.rialto.observe.Counter;
import dev.rialto.wire.Packet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a client that comes back gets (MQTT 3.1.1 section 4.4), and what is forgotten. */
class ResumeTest {
  private final TestBroker broker = new TestBroker(Setting.INFLIGHT_MAX, 4);
  private final TestClient publisher = broker.clean("publisher");

  private TestClient subscribed() {
    TestClient client = broker.persistent("anna");
    client.subscribe("#", 2);
    return client;
  }

  private void publish(int qos, String payload) {
    publisher.publish(qos, "t", payload, 1);
    publisher.pubrel(1);
  }

  @Test
  void what_is_unacknowledged_comes_again_in_order_before_anything_new() { // [MQTT-4.4.0-1]
    TestClient client = subscribed();
    publish(1, "a");
    publish(2, "b");
    publish(2, "c");
    publish(1, "d");
    publish(1, "e");
    client.pubrec(2);
    client.take();
    client.vanish();
    publish(1, "f");
    client = broker.persistent("anna");
    client.expect(
        WELCOME_BACK,
        again(message(1, "t", "a", 1)), // [MQTT-3.3.1-1]
        new Packet.PubRel(2),
        again(message(2, "t", "c", 3)),
        again(message(1, "t", "d", 4)));
    client.puback(1);
    client.expect(message(1, "t", "e", 5));
    client.pubcomp(2);
    client.expect(message(1, "t", "f", 6));
  }

  @Test
  void what_came_while_it_was_away_is_new() {
    subscribed().disconnect();
    publish(2, "a");
    publish(1, "b");
    broker
        .persistent("anna")
        .expect(WELCOME_BACK, message(2, "t", "a", 1), message(1, "t", "b", 2));
  }

  @Test
  void qos_0_is_not_kept_for_a_client_that_is_away() {
    subscribed().disconnect();
    publish(0, "a");
    broker.persistent("anna").expect(WELCOME_BACK);
  }

  @Test
  void what_was_acknowledged_does_not_come_again() {
    TestClient client = subscribed();
    publish(1, "a");
    publish(2, "b");
    client.puback(1);
    client.pubrec(2);
    client.pubcomp(2);
    client.vanish();
    broker.persistent("anna").expect(WELCOME_BACK);
  }

  @Test
  void it_comes_again_as_often_as_the_client_does() {
    TestClient client = subscribed();
    publish(2, "a");
    client.pubrec(1);
    publish(2, "b");
    for (int i = 0; i < 3; i++) {
      client.vanish();
      client = broker.persistent("anna");
      client.expect(WELCOME_BACK, new Packet.PubRel(1), again(message(2, "t", "b", 2)));
    }
  }

  @Test
  void a_clean_session_is_forgotten_when_it_ends() { // [MQTT-3.1.2-6]
    TestClient client = broker.clean("anna");
    client.subscribe("#", 1);
    publish(1, "a");
    client.vanish();
    publish(1, "b");
    client = broker.client("anna");
    client.connect(true);
    publish(1, "c");
    client.expect(WELCOME);
    assertThat(broker.store().changes()).isEmpty();
  }

  @Test
  void a_clean_session_in_its_place_throws_it_away() { // [MQTT-3.1.2-6]
    TestClient client = subscribed();
    publish(1, "in flight");
    client.disconnect();
    publish(1, "waiting");
    client = broker.client("anna");
    client.connect(true);
    client.expect(WELCOME);
    publish(1, "x");
    client.expectNothing();
    assertThat(broker.count(Counter.DROPPED_WITH_SESSION)).isEqualTo(2);
    client.disconnect();
    broker.persistent("anna").expect(WELCOME);
  }

  @Test
  void order_is_kept_over_reconnects() { // [MQTT-4.6.0-6]
    TestClient client = subscribed();
    List<String> sent = new ArrayList<>();
    List<String> first = new ArrayList<>(); // as the client gets them the first time
    for (int round = 0; round < 30; round++) {
      for (int i = 0; i < 3; i++) {
        String payload = round + "/" + i;
        publish(1 + i % 2, payload);
        sent.add(payload);
      }
      if (round % 3 == 0) {
        client.vanish();
        publish(1, round + "/away");
        sent.add(round + "/away");
        client = broker.persistent("anna");
      }
      acknowledge(client, first, 2);
    }
    for (int round = 0; round < sent.size() && first.size() < sent.size(); round++) {
      client.vanish();
      client = broker.persistent("anna");
      acknowledge(client, first, 4);
    }
    assertThat(first).isEqualTo(sent);
  }

  private static void acknowledge(TestClient client, List<String> first, int most) {
    List<Packet> got = client.take();
    int done = 0;
    for (Packet packet : got) {
      if (packet instanceof Packet.Publish publish) {
        if (!first.contains(TestClient.payload(publish))) {
          first.add(TestClient.payload(publish));
        }
        int id = publish.delivery().packetId();
        if (publish.delivery().qos().value() == 2) {
          client.pubrec(id);
        } else if (done++ < most) {
          client.puback(id);
        } // the others are left for the next connection to repeat
      } else if (packet instanceof Packet.PubRel release) {
        client.pubcomp(release.packetId());
      }
    }
  }
}
