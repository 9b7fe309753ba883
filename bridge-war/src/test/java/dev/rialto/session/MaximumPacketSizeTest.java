package dev.rialto.session;

import static dev.rialto.session.TestClient.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.observe.Counter;
import dev.rialto.store.Change;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages too large for one of their subscribers (MQTT 5.0 section 3.1.2.11.4). */
class MaximumPacketSizeTest {
  private final TestBroker broker = new TestBroker();
  private final TestClient publisher = broker.clean5("publisher");

  private TestClient connect(long size) {
    TestClient client = broker.client5("anna");
    client.connect5(
        false,
        Properties.builder()
            .put(Property.MAXIMUM_PACKET_SIZE, size)
            .put(Property.SESSION_EXPIRY_INTERVAL, 60)
            .build());
    return client;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void they_are_dropped_for_it_alone(int qos) { // [MQTT-3.1.2-24], [MQTT-3.1.2-25]
    TestClient small = connect(50);
    small.subscribe("t", qos);
    TestClient large = broker.clean("large");
    large.subscribe("t", qos);
    publisher.publish(qos, "t", "x".repeat(50), 1);
    publisher.publish(qos, "t", "next", 2);
    small.expect(message(qos, "t", "next", qos == 0 ? 0 : 1));
    assertThat(large.takePayloads()).containsExactly("x".repeat(50), "next");
    small.expectOpen();
    publisher.expectOpen();
    assertThat(broker.count(Counter.DROPPED_TOO_LARGE)).isEqualTo(1);
    if (qos > 0) { // as if it had been delivered
      assertThat(broker.store().changes(Change.Consumed.class)).hasSize(1);
      assertThat(publisher.take()).hasSize(2);
    }
  }

  // header 2, topic 2 + 1, properties 1; from QoS 1 an identifier of 2
  @ParameterizedTest
  @CsvSource({"0, 44, true", "0, 45, false", "1, 42, true", "1, 43, false", "2, 42, true"})
  void every_byte_counts(int qos, int payload, boolean sent) {
    TestClient small = connect(50);
    small.subscribe("t", qos);
    publisher.publish(qos, "t", "x".repeat(payload), 1);
    assertThat(small.take()).hasSize(sent ? 1 : 0);
  }

  @Test
  void so_do_properties_and_subscription_identifiers() {
    TestClient small = connect(50);
    small.subscribe(
        TestClient.request("t", 1), Properties.of(Property.SUBSCRIPTION_IDENTIFIER, 1000));
    publisher.publish(1, "t", "x".repeat(42), 1);
    publisher.publish(1, "t", "x".repeat(39), 2); // three bytes less
    assertThat(small.takePayloads()).containsExactly("x".repeat(39));
    Properties five = Properties.builder().user("", "").build();
    publisher.send(message(1, "t", "x".repeat(35), 3, five));
    publisher.send(message(1, "t", "x".repeat(34), 4, five));
    assertThat(small.takePayloads()).containsExactly("x".repeat(34));
  }

  @Test
  void what_waits_for_it_is_dropped_when_its_turn_comes() {
    connect(1000).subscribe("t", 1);
    broker.disconnect("anna");
    publisher.publish(1, "t", "x".repeat(50), 1);
    publisher.publish(1, "t", "next", 1);
    assertThat(connect(50).takePayloads()).containsExactly("next");
  }

  @Test
  void what_was_sent_before_is_not_repeated_to_who_takes_less_now() { // [MQTT-3.1.2-24]
    TestClient client = connect(1000);
    client.subscribe("t", 2);
    publisher.publish(1, "t", "x".repeat(50), 1);
    publisher.publish(2, "t", "y".repeat(50), 2);
    publisher.publish(2, "t", "z".repeat(50), 3);
    publisher.publish(1, "t", "next", 4);
    client.pubrec(3);
    client.vanish();
    client = connect(50);
    assertThat(client.take())
        .filteredOn(packet -> !(packet instanceof Packet.ConnAck))
        .containsExactly(new Packet.PubRel(3), TestClient.again(message(1, "t", "next", 4)));
    assertThat(broker.count(Counter.DROPPED_TOO_LARGE)).isEqualTo(2);
    client.vanish();
    assertThat(connect(1000).takePayloads()).containsExactly("next"); // they are forgotten
  }
}
