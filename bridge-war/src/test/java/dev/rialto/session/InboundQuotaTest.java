package dev.rialto.session;

import static dev.rialto.session.TestClient.again;
import static dev.rialto.session.TestClient.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.Setting;
import dev.rialto.observe.Counter;
import dev.rialto.wire.Packet;
import dev.rialto.wire.ReasonCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many messages a client may send before they are acknowledged (MQTT 5.0 section 4.9). */
class InboundQuotaTest {
  private final TestBroker broker = new TestBroker(Setting.RECEIVE_MAX, 2);
  private final TestClient client = broker.persistent5("anna");
  private final TestClient listener = broker.clean("listener");

  @BeforeEach
  void listen() {
    client.take();
    listener.subscribe("#", 0);
  }

  @Test
  void one_qos_1_message_too_many_ends_the_connection() { // [MQTT-3.3.4-7]
    broker.persistent("durable").subscribe("t", 1); // whose disk is waited for
    broker.store().hold();
    client.publish(1, "t", "a", 1);
    client.publish(1, "t", "b", 2);
    client.expectOpen();
    client.publish(1, "t", "c", 3);
    assertThat(Farewell.expect(client, ReasonCode.RECEIVE_MAXIMUM_EXCEEDED)).isEmpty(); // 0x93
    broker.store().release();
    assertThat(listener.takePayloads()).containsExactly("a", "b");
    assertThat(broker.count(Counter.CONNECTIONS_IN_ERROR)).isEqualTo(1);
  }

  @Test
  void each_puback_makes_room_for_one() {
    broker.persistent("durable").subscribe("t", 1); // whose disk is waited for
    broker.store().hold();
    for (int i = 1; i < 10; i++) {
      client.publish(1, "t", "", i);
      if (i > 1) {
        broker.store().releaseOne();
        client.expect(new Packet.PubAck(i - 1));
      }
    }
    client.publish(1, "t", "", 10);
    client.publish(1, "t", "", 11);
    Farewell.expect(client, ReasonCode.RECEIVE_MAXIMUM_EXCEEDED);
  }

  @Test
  void one_qos_2_message_too_many_as_well() {
    client.publish(2, "t", "a", 1);
    client.publish(2, "t", "b", 2);
    client.expect(new Packet.PubRec(1), new Packet.PubRec(2));
    client.publish(2, "t", "c", 3);
    Farewell.expect(client, ReasonCode.RECEIVE_MAXIMUM_EXCEEDED);
    assertThat(listener.takePayloads()).containsExactly("a", "b");
  }

  @Test
  void both_count_together() {
    client.publish(2, "t", "a", 1);
    broker.persistent("durable").subscribe("t", 1); // whose disk is waited for
    broker.store().hold();
    client.publish(1, "t", "b", 2);
    client.publish(1, "t", "c", 3);
    client.expectClosed(ReasonCode.RECEIVE_MAXIMUM_EXCEEDED);
  }

  @Test
  void qos_0_does_not_count() {
    client.publish(2, "t", "a", 1);
    client.publish(2, "t", "b", 2);
    client.publish("t", "c");
    client.expectOpen();
  }

  @Test
  void released_messages_do_not_count_any_more() {
    for (int i = 1; i < 10; i++) {
      client.publishTwice("t", "m" + i, i);
    }
    client.expectOpen();
    assertThat(listener.takePayloads()).hasSize(9);
  }

  @Test
  void a_refused_one_does_not_count_any_more() { // [MQTT-4.3.3-9]
    for (int i = 1; i < 10; i++) {
      client.publish(2, "$SYS/mine", "", i);
      client.publish(1, "$SYS/mine", "", 100 + i);
    }
    client.expectOpen();
  }

  @Test
  void a_repeated_qos_2_message_does_not_count_twice() { // [MQTT-4.3.3-10]
    client.publish(2, "t", "a", 1);
    for (int i = 0; i < 9; i++) {
      client.send(again(message(2, "t", "a", 1)));
    }
    client.publish(2, "t", "b", 2);
    client.expectOpen();
    assertThat(listener.takePayloads()).containsExactly("a", "b");
  }

  @Test
  void each_connection_begins_with_its_own() { // [MQTT-4.9.0-1]
    client.publish(2, "t", "a", 1);
    client.publish(2, "t", "b", 2);
    client.vanish();
    TestClient next = broker.persistent5("anna");
    next.pubrel(1); // of the earlier connection: makes no more room than there is
    next.publish(2, "t", "c", 3);
    next.send(again(message(2, "t", "b", 2)));
    next.expectOpen();
    next.publish(2, "t", "d", 4);
    next.expectClosed(ReasonCode.RECEIVE_MAXIMUM_EXCEEDED);
  }

  @Test
  void mqtt_3_has_none() {
    TestClient old = broker.clean("old");
    broker.persistent("durable").subscribe("t", 1); // whose disk is waited for
    broker.store().hold();
    for (int i = 1; i < 10; i++) {
      old.publish(1, "t", "", i);
      old.publish(2, "t", "", 100 + i);
    }
    old.expectOpen();
  }
}
