package dev.rialto.session;

import static dev.rialto.session.TestClient.granted;
import static dev.rialto.session.TestClient.message;
import static dev.rialto.session.TestClient.retained;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.Setting;
import dev.rialto.observe.Counter;
import dev.rialto.wire.Packet;
import dev.rialto.wire.ReasonCode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A client that reads more slowly than messages come for it. */
class CongestionTest {
  private TestBroker broker = new TestBroker();
  private TestClient publisher = broker.clean("publisher");
  private TestClient client = listening();

  private TestClient listening() {
    TestClient listener = broker.clean("listener");
    listener.subscribe("#", 2);
    return listener;
  }

  @Test
  void qos_0_is_dropped_and_counted() {
    client.link().room(0);
    publisher.publish("t", "lost");
    publisher.publish("t", "lost too");
    client.link().room(9);
    publisher.publish("t", "seen");
    client.dialogue().drained();
    client.expect(message(0, "t", "seen", 0));
    assertThat(broker.count(Counter.DROPPED_OUTBOX_FULL)).isEqualTo(2);
  }

  @Test
  void what_is_downgraded_to_qos_0_is_dropped_too() {
    client.subscribe("#", 0);
    client.link().room(0);
    publisher.publish(1, "t", "lost", 1);
    client.expectNothing();
    assertThat(broker.count(Counter.DROPPED_OUTBOX_FULL)).isEqualTo(1);
  }

  @Test
  void qos_1_and_2_wait_until_it_has_drained() {
    client.link().room(0);
    publisher.publish(1, "t", "a", 1);
    publisher.publish(2, "t", "b", 2);
    publisher.publish(1, "t", "c", 3);
    client.expectNothing();
    client.link().room(2);
    client.dialogue().drained();
    client.expect(message(1, "t", "a", 1), message(2, "t", "b", 2)); // then it is full again
    client.dialogue().drained();
    client.expect(message(1, "t", "c", 3));
    assertThat(broker.count(Counter.DROPPED_OUTBOX_FULL)).isZero();
  }

  @Test
  void acknowledgements_pass_all_the_same() {
    client.link().room(0);
    client.publish(1, "t", "x", 7);
    client.pubrec(50);
    client.send(new Packet.PingReq());
    client.expect(new Packet.PubAck(7), new Packet.PubRel(50), new Packet.PingResp());
  }

  @Test
  void nothing_overtakes_what_waits() {
    client.link().room(0);
    publisher.publish(1, "t", "first", 1);
    client.link().room(9);
    publisher.publish(1, "t", "second", 2);
    client.expect(message(1, "t", "first", 1), message(1, "t", "second", 2));
  }

  @Test
  void another_client_is_not_held_back() {
    client.link().room(0);
    TestClient other = broker.clean("other");
    other.subscribe("t", 1);
    publisher.publish(1, "t", "x", 1);
    other.expect(message(1, "t", "x", 1));
    publisher.expect(new Packet.PubAck(1));
  }

  @Test
  void drained_before_connect_or_after_the_end_does_nothing() {
    TestClient early = broker.client("early");
    early.dialogue().drained();
    early.expectNothing();
    publisher.publish(1, "t", "x", 1);
    client.disconnect();
    client.dialogue().drained();
    client.expectClosed(ReasonCode.NORMAL_DISCONNECTION);
  }

  // --- retained messages of any number ---

  private void retain(int count, int qos) {
    for (int i = 0; i < count; i++) {
      publisher.retain(qos, "r/" + i, "v", 1);
      publisher.send(new Packet.PubRel(1));
    }
    publisher.take();
  }

  private static void read(TestClient reader, int expected) {
    Set<String> topics = new HashSet<>();
    List<Packet> part = reader.take();
    while (!part.isEmpty()) {
      assertThat(part).hasSizeLessThanOrEqualTo(50);
      for (Packet packet : part) {
        Packet.Publish publish = (Packet.Publish) packet;
        assertThat(publish.delivery().retain()).isTrue();
        assertThat(topics.add(publish.message().topic().value())).isTrue();
        if (publish.delivery().qos().value() == 1) {
          reader.puback(publish.delivery().packetId());
        }
      }
      reader.dialogue().drained();
      part = reader.take();
    }
    assertThat(topics).hasSize(expected);
  }

  @Test
  void a_hundred_thousand_retained_messages_of_qos_0_arrive_though_it_is_congested() {
    client.disconnect();
    retain(100_000, 0);
    client = broker.clean("reader");
    client.link().room(50);
    client.ask("r/#", 1, 1);
    List<Packet> first = client.take();
    assertThat(first).hasSize(50).startsWith(granted(1, 1));
    client.dialogue().drained();
    read(client, 100_000 - 49);
    assertThat(broker.count(Counter.DROPPED_OUTBOX_FULL)).isZero();
  }

  @Test
  void a_hundred_thousand_retained_messages_of_qos_1_arrive_through_a_small_window() {
    broker = new TestBroker(Setting.INFLIGHT_MAX, 10);
    publisher = broker.clean("publisher");
    retain(100_000, 1);
    client = broker.clean("reader");
    client.ask("r/+", 1, 1);
    List<Packet> first = client.take();
    assertThat(first).hasSize(11).startsWith(granted(1, 1));
    for (int i = 1; i <= 10; i++) {
      client.puback(i);
    }
    read(client, 100_000 - 10);
    assertThat(broker.count(Counter.DROPPED_QUEUE_FULL)).isZero();
  }

  @Test
  void retained_qos_0_that_waits_is_forgotten_with_the_connection() {
    retain(3, 0);
    TestClient reader = broker.persistent("reader");
    reader.link().room(0);
    reader.ask("r/#", 1, 1);
    reader.vanish();
    broker.persistent("reader").expect(TestClient.WELCOME_BACK);
  }

  @Test
  void retained_messages_wait_for_room_in_order_with_what_comes_live() {
    retain(1, 1);
    TestClient reader = broker.clean("reader");
    reader.link().room(0);
    reader.ask("r/0", 1, 1);
    publisher.publish(1, "r/0", "live", 2);
    reader.link().room(9);
    reader.dialogue().drained();
    reader.expect(granted(1, 1), retained(message(1, "r/0", "v", 1)), message(1, "r/0", "live", 2));
  }
}
