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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages from a client (MQTT 3.1.1 section 4.3), and who may send which. */
class InboundTest {
  private final TestBroker broker = new TestBroker(Setting.TOPIC_LEVELS_MAX, 3);
  private final TestClient publisher = broker.clean("publisher");
  private final TestClient listener = broker.clean("listener");

  @BeforeEach
  void listen() {
    listener.subscribe("#", 2);
  }

  @Test
  void qos_0_has_no_answer() {
    publisher.publish("a", "x");
    publisher.expectNothing();
    listener.expect(message(0, "a", "x", 0));
    assertThat(broker.count(Counter.MESSAGES_RECEIVED)).isEqualTo(1);
  }

  @Test
  void qos_1_is_acknowledged() { // [MQTT-4.3.2-2]
    publisher.publish(1, "a", "x", 7);
    publisher.expect(new Packet.PubAck(7));
    listener.expect(message(1, "a", "x", 1));
  }

  @Test
  void qos_1_again_is_routed_again() { // [MQTT-4.3.2-2]: it may be a new message
    publisher.publish(1, "a", "x", 7);
    publisher.send(again(message(1, "a", "x", 7)));
    publisher.expect(new Packet.PubAck(7), new Packet.PubAck(7));
    listener.expect(message(1, "a", "x", 1), message(1, "a", "x", 2)); // [MQTT-3.3.1-3]
  }

  @Test
  void qos_2_takes_four_packets() { // [MQTT-4.3.3-2]
    publisher.publish(2, "a", "x", 7);
    publisher.expect(new Packet.PubRec(7));
    listener.expect(message(2, "a", "x", 1));
    publisher.pubrel(7);
    publisher.expect(new Packet.PubComp(7));
    listener.expectNothing();
  }

  @Test
  void qos_2_again_is_answered_and_not_routed() { // [MQTT-4.3.3-2]
    publisher.publish(2, "a", "x", 7);
    publisher.send(again(message(2, "a", "x", 7)));
    publisher.publish(2, "a", "x", 7);
    publisher.expect(new Packet.PubRec(7), new Packet.PubRec(7), new Packet.PubRec(7));
    listener.expect(message(2, "a", "x", 1));
  }

  @Test
  void a_released_identifier_brings_a_new_message() {
    publisher.publishTwice("a", "x", 7);
    publisher.publishTwice("a", "y", 7);
    listener.expect(message(2, "a", "x", 1), message(2, "a", "y", 2));
  }

  @Test
  void pubrel_for_nothing_is_answered() { // [MQTT-4.3.3-2]: or the sender would wait for ever
    publisher.pubrel(99);
    publisher.expect(new Packet.PubComp(99));
    publisher.expectOpen();
  }

  @Test
  void qos_2_again_over_a_reconnect_is_not_routed() {
    TestClient first = broker.persistent("durable");
    first.publish(2, "a", "x", 7);
    first.vanish();
    TestClient second = broker.persistent("durable");
    second.take();
    second.send(again(message(2, "a", "x", 7)));
    second.pubrel(7);
    second.expect(new Packet.PubRec(7), new Packet.PubComp(7));
    listener.expect(message(2, "a", "x", 1));
  }

  @Test
  void a_clean_session_forgets_which_qos_2_it_received() { // [MQTT-3.1.2-6]
    publisher.publish(2, "a", "x", 7);
    publisher.vanish();
    broker.clean("publisher").publish(2, "a", "y", 7);
    assertThat(listener.takePayloads()).containsExactly("x", "y");
  }

  @Test
  void identifiers_of_the_two_directions_have_nothing_to_do_with_each_other() {
    listener.publish(2, "a", "x", 1);
    listener.pubrec(1); // about what was sent to it
    listener.send(again(message(2, "a", "x", 1)));
    listener.expect(
        message(2, "a", "x", 1), new Packet.PubRec(1), new Packet.PubRel(1), new Packet.PubRec(1));
  }

  // MQTT 3 has no way to refuse: acknowledged, dropped, counted
  @ParameterizedTest
  @CsvSource({"$SYS/uptime", "$share/a/b", "$"})
  void topics_of_the_server_are_not_for_publishing(String topic) {
    listener.subscribe("$SYS/#", 2);
    publisher.publish(topic, "0");
    publisher.retain(1, topic, "1", 1);
    publisher.publish(2, topic, "2", 2);
    publisher.pubrel(2);
    publisher.expect(new Packet.PubAck(1), new Packet.PubRec(2), new Packet.PubComp(2));
    listener.expectNothing();
    assertThat(broker.count(Counter.DROPPED_NOT_AUTHORIZED)).isEqualTo(3);
    listener.subscribe("$SYS/uptime", 2);
    listener.expectNothing(); // nor was it retained
  }

  @Test
  void too_many_levels_are_acknowledged_dropped_and_counted() {
    publisher.publish("a/b/c", "at the limit");
    publisher.publish("a/b/c/d", "0");
    publisher.retain(1, "///", "1", 1);
    publisher.publish(2, "a/b/c/d", "2", 2);
    publisher.expect(new Packet.PubAck(1), new Packet.PubRec(2));
    publisher.expectOpen();
    listener.expect(message(0, "a/b/c", "at the limit", 0));
    assertThat(broker.count(Counter.DROPPED_TOPIC_TOO_DEEP)).isEqualTo(3);
  }

  @Test
  void too_long_a_topic_is_acknowledged_dropped_and_counted() {
    String longest = "x".repeat(4096);
    publisher.publish(longest, "at the limit");
    publisher.publish(longest + "x", "0");
    publisher.publish(1, longest + "x", "1", 1);
    publisher.publish(2, longest + "x", "2", 2);
    publisher.expect(new Packet.PubAck(1), new Packet.PubRec(2));
    listener.expect(message(0, longest, "at the limit", 0));
    assertThat(broker.count(Counter.DROPPED_TOPIC_TOO_LONG)).isEqualTo(3);
    TestClient told = broker.clean5("told");
    told.publish(1, longest + "x", "1", 1);
    assertThat(told.take())
        .extracting(answer -> ((Packet.PubAck) answer).reason())
        .containsExactly(ReasonCode.TOPIC_NAME_INVALID); // 0x90
  }
}
