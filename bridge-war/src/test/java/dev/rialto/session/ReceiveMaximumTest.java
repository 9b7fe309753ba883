package dev.rialto.session;

import static dev.rialto.session.TestClient.again;
import static dev.rialto.session.TestClient.granted;
import static dev.rialto.session.TestClient.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.Setting;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.ReasonCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many messages a client gets unacknowledged (MQTT 5.0 section 4.9). */
class ReceiveMaximumTest {
  private final TestBroker broker = new TestBroker(Setting.INFLIGHT_MAX, 5);
  private final TestClient publisher = broker.clean("publisher");

  private TestClient connect(int receiveMaximum) {
    TestClient client = broker.client5("anna");
    client.connect5(
        false,
        Properties.builder()
            .put(Property.RECEIVE_MAXIMUM, receiveMaximum)
            .put(Property.SESSION_EXPIRY_INTERVAL, 60)
            .build());
    return client;
  }

  private TestClient subscribed(int receiveMaximum) {
    TestClient client = connect(receiveMaximum);
    client.subscribe("t", 2);
    return client;
  }

  private void publish(int qos, String... payloads) {
    for (String payload : payloads) {
      publisher.publish(qos, "t", payload, 1);
      publisher.pubrel(1);
    }
  }

  // [MQTT-3.3.4-9], [MQTT-4.9.0-1], [MQTT-4.9.0-2]
  @ParameterizedTest
  @CsvSource({"1, 1", "3, 3", "5, 5", "65535, 5"})
  void no_more_are_sent_than_client_and_server_allow(int receiveMaximum, int sent) {
    TestClient client = subscribed(receiveMaximum);
    publish(1, "1", "2", "3", "4", "5", "6", "7");
    assertThat(client.take()).hasSize(sent);
    client.puback(1);
    client.expect(message(1, "t", Integer.toString(sent + 1), sent + 1));
  }

  @Test
  void without_one_the_servers_limit_counts() {
    TestClient client = broker.clean5("anna");
    client.subscribe("t", 1);
    publish(1, "1", "2", "3", "4", "5", "6");
    assertThat(client.take()).hasSize(5);
  }

  @Test
  void qos_2_counts_until_pubcomp() {
    TestClient client = subscribed(1);
    publish(2, "a", "b");
    client.expect(message(2, "t", "a", 1));
    client.pubrec(1);
    client.expect(new Packet.PubRel(1));
    client.pubcomp(1);
    client.expect(message(2, "t", "b", 2));
  }

  @Test
  void pubrec_with_an_error_ends_it() { // [MQTT-4.3.3-4], [MQTT-4.4.0-2]
    TestClient client = subscribed(1);
    publish(2, "a", "b");
    client.take();
    client.send(new Packet.PubRec(1, ReasonCode.QUOTA_EXCEEDED));
    client.expect(message(2, "t", "b", 2)); // and no PUBREL
    client.vanish();
    assertThat(connect(1).take()).last().isEqualTo(again(message(2, "t", "b", 2)));
  }

  @Test
  void puback_with_an_error_is_one_as_well() { // [MQTT-4.4.0-2]
    TestClient client = subscribed(1);
    publish(1, "a", "b");
    client.take();
    client.send(new Packet.PubAck(1, ReasonCode.NOT_AUTHORIZED));
    client.expect(message(1, "t", "b", 2));
  }

  @Test
  void everything_else_goes_on_meanwhile() { // [MQTT-3.3.4-10], [MQTT-4.9.0-3]
    TestClient client = subscribed(1);
    publish(1, "a", "b");
    client.take();
    client.send(new Packet.PingReq());
    client.publish(1, "other", "", 7);
    client.ask("other", 0, 8);
    publish(0, "c");
    client.pubrec(99);
    client.expect(
        new Packet.PingResp(),
        new Packet.PubAck(7, ReasonCode.NO_MATCHING_SUBSCRIBERS),
        granted(8, 0),
        message(0, "t", "c", 0),
        new Packet.PubRel(99, ReasonCode.PACKET_IDENTIFIER_NOT_FOUND));
  }

  @Test
  void after_a_reconnect_the_new_one_counts() { // [MQTT-4.4.0-1], in order
    TestClient client = subscribed(4);
    publish(2, "a", "b", "c", "d", "e");
    client.pubrec(3);
    client.vanish();
    client = connect(2);
    assertThat(client.take().subList(1, 4))
        .containsExactly(
            again(message(2, "t", "a", 1)),
            again(message(2, "t", "b", 2)),
            new Packet.PubRel(3)); // waits for nothing, but counts [MQTT-4.9.0-3]
    client.pubrec(1);
    client.pubcomp(1);
    client.expect(new Packet.PubRel(1));
    client.pubcomp(3);
    client.expect(again(message(2, "t", "d", 4)));
    client.pubrec(2);
    client.pubcomp(2);
    client.expect(new Packet.PubRel(2), message(2, "t", "e", 5));
  }

  @Test
  void or_a_larger_one() {
    TestClient client = subscribed(1);
    publish(1, "a", "b", "c");
    client.vanish();
    assertThat(connect(3).take().subList(1, 4))
        .containsExactly(
            again(message(1, "t", "a", 1)), message(1, "t", "b", 2), message(1, "t", "c", 3));
  }
}
