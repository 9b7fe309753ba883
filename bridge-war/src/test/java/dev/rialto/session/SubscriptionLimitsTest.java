package dev.rialto.session;

import static dev.rialto.session.TestClient.granted;
import static dev.rialto.session.TestClient.request;
import static dev.rialto.wire.ReasonCode.GRANTED_QOS_0;
import static dev.rialto.wire.ReasonCode.QUOTA_EXCEEDED;
import static dev.rialto.wire.ReasonCode.TOPIC_FILTER_INVALID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.Setting;
import dev.rialto.observe.Counter;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many subscriptions a client may have, by packet and in all, and how long they may be. */
class SubscriptionLimitsTest {
  private static Packet.Subscribe ask(String... filters) {
    return new Packet.Subscribe(
        5, Arrays.stream(filters).map(filter -> request(filter, 0)).toList());
  }

  @Test
  void a_client_may_have_so_many() {
    TestBroker broker = new TestBroker(Setting.SUBSCRIPTIONS_MAX, 2);
    TestClient client = broker.clean5("anna");
    client.send(ask("a", "b", "c"));
    client.expect(
        new Packet.SubAck(5, List.of(GRANTED_QOS_0, GRANTED_QOS_0, QUOTA_EXCEEDED))); // 0x97
    assertThat(broker.count(Counter.REFUSED_SUBSCRIPTIONS)).isEqualTo(1);
    client.send(ask("b"));
    client.expect(new Packet.SubAck(5, List.of(GRANTED_QOS_0))); // in place of the other
    client.send(new Packet.Unsubscribe(6, List.of("a"), Properties.NONE));
    client.take();
    client.send(ask("c"));
    client.expect(new Packet.SubAck(5, List.of(GRANTED_QOS_0)));
    broker.clean5("otto").subscribe("a", 0); // each has its own
  }

  @Test
  void mqtt_3_is_told_as_well_as_it_can_be() {
    TestClient client = new TestBroker(Setting.SUBSCRIPTIONS_MAX, 1).clean("anna");
    client.send(ask("a", "b"));
    client.expect(granted(5, 0, -1));
    client.expectOpen();
  }

  @Test
  void one_packet_may_ask_for_so_many() {
    TestBroker broker = new TestBroker(Setting.SUBSCRIBE_FILTERS_MAX, 2);
    TestClient client = broker.clean5("anna");
    client.send(ask("a", "b", "c", "d"));
    client.expect(
        new Packet.SubAck(
            5, List.of(GRANTED_QOS_0, GRANTED_QOS_0, QUOTA_EXCEEDED, QUOTA_EXCEEDED)));
    assertThat(broker.count(Counter.REFUSED_SUBSCRIPTIONS)).isEqualTo(2);
    client.send(ask("c", "d"));
    client.expect(new Packet.SubAck(5, List.of(GRANTED_QOS_0, GRANTED_QOS_0)));
  }

  @Test
  void a_filter_has_so_many_characters() {
    TestClient client = new TestBroker(Setting.TOPIC_LENGTH_MAX, 16).clean5("anna");
    client.send(ask("x".repeat(16), "x".repeat(17), "$share/g/" + "x".repeat(8)));
    client.expect(
        new Packet.SubAck(5, List.of(GRANTED_QOS_0, TOPIC_FILTER_INVALID, TOPIC_FILTER_INVALID)));
  }
}
