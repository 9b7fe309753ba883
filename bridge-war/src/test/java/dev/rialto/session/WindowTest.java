package dev.rialto.session;

import static dev.rialto.session.TestClient.granted;
import static dev.rialto.session.TestClient.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.Setting;
import dev.rialto.wire.Packet;
import dev.rialto.wire.ReasonCode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** QoS 1 and 2 to a client: identifiers, the window of messages in flight, acknowledgements. */
class WindowTest {
  private TestBroker broker = new TestBroker(Setting.INFLIGHT_MAX, 2);
  private TestClient publisher = broker.clean("publisher");
  private TestClient client = listening(2);

  private TestClient listening(int qos) {
    TestClient listener = broker.clean("listener");
    listener.subscribe("#", qos);
    return listener;
  }

  private void publish(int qos, String... payloads) {
    for (String payload : payloads) {
      publisher.publish(qos, "t", payload, 1);
      publisher.send(new Packet.PubRel(1));
    }
  }

  @Test
  void the_lower_of_published_and_granted_counts() { // [MQTT-3.8.4-6]
    for (int granted = 0; granted <= 2; granted++) {
      for (int published = 0; published <= 2; published++) {
        TestClient listener = listening(granted);
        publish(published, "x");
        int qos = Math.min(granted, published);
        listener.expect(message(qos, "t", "x", qos == 0 ? 0 : 1));
        listener.disconnect();
      }
    }
  }

  @Test
  void the_window_holds_back_and_each_puback_releases_the_next() {
    publish(1, "a", "b", "c", "d", "e");
    client.expect(message(1, "t", "a", 1), message(1, "t", "b", 2));
    client.puback(2);
    client.expect(message(1, "t", "c", 3));
    client.puback(1);
    client.expect(message(1, "t", "d", 4));
    client.puback(1); // again: changes nothing
    client.expectNothing();
    client.puback(3);
    client.expect(message(1, "t", "e", 5));
    client.puback(4);
    client.puback(5);
    client.expectNothing();
  }

  @Test
  void qos_2_leaves_the_window_with_pubcomp() { // [MQTT-4.3.3-1]
    publish(2, "a", "b", "c");
    client.expect(message(2, "t", "a", 1), message(2, "t", "b", 2));
    client.pubrec(1);
    client.expect(new Packet.PubRel(1));
    client.pubcomp(1);
    client.expect(message(2, "t", "c", 3));
  }

  @Test
  void acknowledgements_for_nothing_change_nothing() {
    publish(1, "one");
    client.expect(message(1, "t", "one", 1));
    client.puback(77);
    client.pubcomp(77);
    client.expectNothing();
    client.pubrec(77); // answered, or the client would wait for ever, and nothing else
    client.expect(new Packet.PubRel(77));
    client.puback(1);
    client.puback(1);
    client.expectNothing();
    client.expectOpen();
  }

  @ParameterizedTest
  @CsvSource({"1, PUBREC", "1, PUBCOMP", "2, PUBACK", "2, PUBCOMP", "2, PUBREC PUBACK"})
  void an_acknowledgement_of_the_wrong_kind_closes(int qos, String answers) { // [MQTT-4.8.0-1]
    publish(qos, "x");
    client.take();
    for (String answer : answers.split(" ", -1)) {
      client.expectOpen();
      switch (answer) {
        case "PUBACK" -> client.puback(1);
        case "PUBREC" -> client.pubrec(1);
        default -> client.pubcomp(1);
      }
    }
    client.expectClosed(ReasonCode.PROTOCOL_ERROR);
  }

  @Test
  void pubrec_again_is_answered_again() {
    publish(2, "a");
    client.pubrec(1);
    client.pubrec(1);
    client.pubrec(66);
    client.expect(
        message(2, "t", "a", 1), new Packet.PubRel(1), new Packet.PubRel(1), new Packet.PubRel(66));
  }

  @Test
  void qos_0_goes_past_a_full_window() {
    publish(1, "a", "b", "c");
    client.take();
    publish(0, "now");
    client.expect(message(0, "t", "now", 0));
  }

  @Test
  void order_is_kept_whatever_the_order_of_acknowledgements() { // [MQTT-4.6.0-6]
    List<String> all = IntStream.range(0, 50).mapToObj(i -> "m" + i).toList();
    publish(1, all.toArray(String[]::new));
    List<Packet> seen = new java.util.ArrayList<>();
    List<Packet> window = client.take();
    while (!window.isEmpty()) {
      seen.addAll(window);
      for (int i = window.size() - 1; i >= 0; i--) { // the last first
        client.puback(((Packet.Publish) window.get(i)).delivery().packetId());
      }
      window = client.take();
    }
    assertThat(seen.stream().map(p -> TestClient.payload((Packet.Publish) p)).toList())
        .isEqualTo(all);
  }

  @Test
  void identifiers_in_use_are_skipped() { // [MQTT-2.3.1-2], [MQTT-2.3.1-4]
    publish(1, "stays");
    client.take();
    for (int i = 2; i <= 65_535; i++) {
      publisher.publish(1, "t", "", 1);
      client.puback(i);
    }
    client.take();
    publish(1, "next");
    client.expect(message(1, "t", "next", 2)); // 1 is still in use
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // looking for a free one
  void all_identifiers_can_be_in_use() {
    broker = new TestBroker(Setting.INFLIGHT_MAX, 65_535);
    publisher = broker.clean("publisher");
    client = listening(1);
    for (int i = 0; i < 65_535; i++) {
      publisher.publish(1, "t", "", 1);
    }
    assertThat(client.take())
        .extracting(packet -> ((Packet.Publish) packet).delivery().packetId())
        .doesNotHaveDuplicates()
        .hasSize(65_535)
        .allMatch(id -> id >= 1 && id <= 65_535);
    publisher.publish(1, "t", "waits", 1);
    client.expectNothing();
    client.puback(4711);
    client.expect(message(1, "t", "waits", 4711));
  }

  @Test
  void a_client_gets_its_own_messages_too() {
    client.publish(1, "mine", "x", 5);
    client.expect(message(1, "mine", "x", 1), new Packet.PubAck(5));
  }

  @Test
  void the_maximum_qos_is_granted_and_delivered() {
    broker = new TestBroker(Setting.MQTT_QOS_MAX, 1);
    publisher = broker.clean("publisher");
    client = broker.clean("listener");
    client.ask("#", 2, 9);
    client.expect(granted(9, 1)); // [MQTT-3.8.4-6]
    publish(2, "x");
    client.expect(message(1, "t", "x", 1));
    publisher.retain(2, "r", "y", 2);
    client.take();
    client.ask("r", 2, 10);
    client.expect(granted(10, 1), TestClient.retained(message(1, "r", "y", 3)));
  }
}
