package dev.rialto.session;

import static dev.rialto.session.TestClient.again;
import static dev.rialto.session.TestClient.granted;
import static dev.rialto.session.TestClient.message;
import static dev.rialto.session.TestClient.request;
import static dev.rialto.session.TestClient.retained;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.wire.Packet;
import dev.rialto.wire.ReasonCode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements about messages that have no test elsewhere, or none in MQTT 5.0; by number. */
class StatementsOfDeliveryTest {
  private final TestBroker broker = new TestBroker();
  private final TestClient publisher = broker.clean("publisher");

  private TestClient client(boolean five) {
    TestClient client = five ? broker.persistent5("anna") : broker.persistent("anna");
    client.take();
    return client;
  }

  /** Another connection of the same client, and what it gets but for CONNACK. */
  private List<Packet> back(boolean five) {
    TestClient back = five ? broker.persistent5("anna") : broker.persistent("anna");
    List<Packet> got = back.take();
    assertThat(((Packet.ConnAck) got.get(0)).sessionPresent()).isTrue();
    back.vanish();
    return got.subList(1, got.size());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void what_is_not_acknowledged_is_repeated_over_reconnects_and_at_no_other_time(boolean five) {
    TestClient client = client(five);
    client.subscribe("t", 2);
    publisher.publish(1, "t", "one", 1);
    publisher.publish(2, "t", "two", 2);
    publisher.publish(2, "t", "begun", 3);
    client.pubrec(3);
    client.expect( // [MQTT-4.3.2-1], [MQTT-4.3.3-1] / [MQTT-4.3.2-2], [MQTT-4.3.3-2]
        message(1, "t", "one", 1),
        message(2, "t", "two", 2),
        message(2, "t", "begun", 3),
        new Packet.PubRel(3)); // [MQTT-4.3.3-4]
    broker.scheduler().pass(Duration.ofDays(6));
    client.send(new Packet.PingReq());
    client.expect(new Packet.PingResp()); // [MQTT-4.4.0-1]
    client.vanish();
    for (int i = 0; i < 3; i++) {
      assertThat(back(five))
          .containsExactly(
              again(message(1, "t", "one", 1)), // [MQTT-4.3.2-3], [MQTT-3.3.1-1]
              again(message(2, "t", "two", 2)), // [MQTT-4.3.3-3]
              new Packet.PubRel(3)); // [MQTT-4.3.3-5], [MQTT-4.3.3-6]
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void an_identifier_whose_exchange_is_over_brings_a_new_message(boolean five) {
    TestClient listener = broker.clean("listener");
    listener.subscribe("t", 0);
    TestClient client = client(five);
    client.publish(1, "t", "a", 7);
    client.send(again(message(1, "t", "b", 7))); // [MQTT-4.3.2-2] / -5: whatever its DUP
    client.expect(new Packet.PubAck(7), new Packet.PubAck(7)); // [MQTT-4.3.2-4]
    client.publish(2, "t", "c", 7);
    client.send(again(message(2, "t", "c", 7))); // [MQTT-4.3.3-10]
    client.pubrel(7);
    client.send(again(message(2, "t", "d", 7))); // [MQTT-4.3.3-12]
    client.expect(
        new Packet.PubRec(7), // [MQTT-4.3.3-8]
        new Packet.PubRec(7),
        new Packet.PubComp(7), // [MQTT-4.3.3-11]
        new Packet.PubRec(7));
    assertThat(listener.takePayloads()).containsExactly("a", "b", "c", "d");
  }

  @Test
  void a_qos_2_message_that_has_expired_is_acknowledged_to_its_end() { // [MQTT-4.3.3-13]
    TestClient listener = broker.clean("listener");
    listener.subscribe("t", 0);
    TestClient client = client(true);
    broker.store().hold();
    client.send(message(2, "t", "short", 7, Options.expiry(1)));
    broker.scheduler().pass(Duration.ofSeconds(5));
    broker.store().release();
    client.expect(new Packet.PubRec(7));
    listener.expectNothing();
    client.pubrel(7);
    client.expect(new Packet.PubComp(7));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void unsubscribing_takes_the_very_filter_and_lets_finish_what_was_begun(boolean five) {
    TestClient client = client(five);
    client.subscribe("a/+", 2);
    client.send(new Packet.Unsubscribe(5, List.of("a/b", "A/+", "a/#", "+/+"))); // none of them
    client.take();
    publisher.publish(2, "a/b", "begun", 1);
    client.expect(message(2, "a/b", "begun", 1)); // [MQTT-3.10.4-1]
    client.send(new Packet.Unsubscribe(6, List.of("a/+")));
    List<ReasonCode> reasons = five ? List.of(ReasonCode.SUCCESS) : List.of();
    client.expect(new Packet.UnsubAck(6, reasons)); // [MQTT-3.10.4-4]
    publisher.publish(2, "a/b", "later", 2);
    client.pubrec(1);
    client.expect(new Packet.PubRel(1)); // [MQTT-3.10.4-2], [MQTT-3.10.4-3]
  }

  // [MQTT-4.7.3-4]
  @ParameterizedTest
  @CsvSource({"\u00C5, A\u030A", "\uFB01, fi", "\u0130, i", "\uFEFFa, a", "\uFFFE, \uFFFF", "A, a"})
  void topics_that_look_alike_are_not_the_same(String one, String other) {
    TestClient client = client(true);
    client.subscribe(request(one, 0), dev.rialto.wire.Properties.NONE);
    publisher.publish(other, "no");
    publisher.publish(one, "yes");
    client.expect(message(0, one, "yes", 0));
  }

  @Test
  void a_qos_0_message_takes_the_place_of_a_retained_one() { // [MQTT-3.3.1-7] / -5
    publisher.retain(2, "t", "old", 1);
    publisher.retain(0, "t", "new", 0);
    publisher.publish(1, "t", "live", 2); // [MQTT-3.3.1-12] / -8
    TestClient client = client(true);
    client.ask("t", 2, 5);
    client.expect(granted(5, 2), retained(message(0, "t", "new", 0)));
  }
}
