package dev.rialto.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.Setting;
import dev.rialto.observe.Counter;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Payload;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.ReasonCode;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reason codes of PUBACK, PUBREC, PUBREL and PUBCOMP (MQTT 5.0 sections 3.4 to 3.7). */
class AcknowledgementTest {
  private final TestBroker broker = new TestBroker(Setting.TOPIC_LEVELS_MAX, 3);
  private final TestClient client = broker.clean5("anna");
  private final TestClient listener = broker.clean("listener");

  @BeforeEach
  void listen() {
    listener.subscribe("#", 0);
    listener.subscribe("$SYS/#", 0);
  }

  private ReasonCode answered() {
    List<Packet> got = client.take();
    assertThat(got).hasSize(1);
    return got.get(0) instanceof Packet.PubAck ack
        ? ack.reason()
        : ((Packet.PubRec) got.get(0)).reason();
  }

  // [MQTT-3.4.2-1], [MQTT-3.5.2-1]
  @ParameterizedTest
  @CsvSource({
    "a/b/c,     SUCCESS", // 0x00
    "a/b/c/d,   TOPIC_NAME_INVALID", // 0x90
    "///,       TOPIC_NAME_INVALID",
    "$SYS/mine, NOT_AUTHORIZED", // 0x87
  })
  void say_how_it_went(String topic, ReasonCode reason) {
    client.publish(1, topic, "x", 1);
    assertThat(answered()).isEqualTo(reason);
    client.publish(2, topic, "x", 2);
    assertThat(answered()).isEqualTo(reason);
    client.expectOpen();
    assertThat(listener.take()).hasSize(reason.isError() ? 0 : 2);
  }

  @Test
  void say_that_nobody_is_subscribed() { // 0x10; it is a success
    listener.disconnect();
    client.publish(1, "a", "x", 1);
    assertThat(answered()).isEqualTo(ReasonCode.NO_MATCHING_SUBSCRIBERS);
    client.publish(2, "a", "x", 2);
    assertThat(answered()).isEqualTo(ReasonCode.NO_MATCHING_SUBSCRIBERS);
    client.pubrel(2);
    client.expect(new Packet.PubComp(2));
  }

  @Test
  void a_subscriber_that_is_away_is_one() {
    listener.disconnect();
    TestClient away = broker.persistent("away");
    away.subscribe("a", 1);
    away.vanish();
    client.publish(1, "a", "x", 1);
    client.expect(new Packet.PubAck(1));
  }

  private static Packet text(int qos, int packetId, byte... payload) {
    Properties text = Properties.of(Property.PAYLOAD_FORMAT_INDICATOR, 1);
    Packet.Publish plain = TestClient.message(qos, "a", "", packetId);
    Payload bytes = new Payload(payload, 0, payload.length);
    Delivery own = plain.delivery();
    return new Packet.Publish(new Message(plain.message().topic(), bytes, text), own);
  }

  @Test
  void say_that_a_payload_is_not_the_text_it_should_be() { // 0x99, section 3.3.2.3.2
    client.send(text(1, 1, (byte) 0xFF));
    assertThat(answered()).isEqualTo(ReasonCode.PAYLOAD_FORMAT_INVALID);
    client.send(text(2, 2, (byte) 0xC0, (byte) 0x80));
    assertThat(answered()).isEqualTo(ReasonCode.PAYLOAD_FORMAT_INVALID);
    client.send(text(0, 0, (byte) 0xFF));
    client.expectNothing();
    client.expectOpen();
    listener.expectNothing();
    assertThat(broker.count(Counter.DROPPED_PAYLOAD_INVALID)).isEqualTo(3);
    client.send(text(1, 3, (byte) 0xC3, (byte) 0xA4));
    assertThat(answered()).isEqualTo(ReasonCode.SUCCESS);
  }

  @Test
  void a_refused_qos_2_message_is_over() { // [MQTT-4.3.3-9]
    client.publish(2, "$SYS/mine", "x", 7);
    client.take();
    client.publish(2, "a", "y", 7);
    client.expect(new Packet.PubRec(7));
    listener.expect(TestClient.message(0, "a", "y", 0));
  }

  @Test
  void one_that_repeats_what_was_accepted_is_not_refused() { // [MQTT-4.3.3-10]
    client.publish(2, "a", "x", 7);
    client.publish(2, "$SYS/mine", "x", 7);
    client.expect(new Packet.PubRec(7), new Packet.PubRec(7));
    client.pubrel(7);
    client.expect(new Packet.PubComp(7));
    assertThat(listener.takePayloads()).containsExactly("x");
  }

  @Test
  void pubcomp_says_that_there_is_nothing_to_release() { // 0x92 [MQTT-4.3.3-11]
    client.pubrel(99);
    client.expect(new Packet.PubComp(99, ReasonCode.PACKET_IDENTIFIER_NOT_FOUND));
    client.publish(2, "a", "x", 7);
    client.pubrel(7);
    client.pubrel(7);
    client.expect(
        new Packet.PubRec(7),
        new Packet.PubComp(7),
        new Packet.PubComp(7, ReasonCode.PACKET_IDENTIFIER_NOT_FOUND));
    client.send(new Packet.PubRel(8, ReasonCode.PACKET_IDENTIFIER_NOT_FOUND));
    client.expect(new Packet.PubComp(8, ReasonCode.PACKET_IDENTIFIER_NOT_FOUND));
  }

  @Test
  void pubrel_says_that_there_was_no_such_message() { // 0x92
    client.pubrec(66);
    client.send(new Packet.PubRec(67, ReasonCode.UNSPECIFIED_ERROR)); // wants no answer
    client.expect(new Packet.PubRel(66, ReasonCode.PACKET_IDENTIFIER_NOT_FOUND));
    client.expectOpen();
  }

  @Test
  void an_acknowledgement_of_the_wrong_kind_is_a_protocol_error() { // [MQTT-4.13.1-1]
    client.subscribe("b", 1);
    broker.clean("publisher").publish(1, "b", "x", 1);
    client.take();
    client.pubrec(1);
    Farewell.expect(client, ReasonCode.PROTOCOL_ERROR);
  }
}
