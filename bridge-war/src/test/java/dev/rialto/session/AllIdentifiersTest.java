package dev.rialto.session;

import static dev.rialto.session.TestClient.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.Setting;
import dev.rialto.wire.Packet;
import dev.rialto.wire.ReasonCode;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All 65,535 packet identifiers are in use in MQTT 5, in both directions. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AllIdentifiersTest {
  private static final int ALL = 65_535;

  private final TestBroker broker =
      new TestBroker(Setting.RECEIVE_MAX, ALL, Setting.INFLIGHT_MAX, ALL);
  private final TestClient client = broker.clean5("anna");

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void a_client_can_get_as_many_messages(int qos) { // [MQTT-2.2.1-4]
    client.subscribe("t", qos);
    TestClient publisher = broker.clean("publisher");
    for (int i = 0; i < ALL; i++) {
      publisher.publishTwice("t", "", 1);
    }
    publisher.publishTwice("t", "waits", 1);
    Set<Integer> used = new HashSet<>();
    for (Packet packet : client.take()) {
      used.add(((Packet.Publish) packet).delivery().packetId());
    }
    assertThat(used).hasSize(ALL).allMatch(id -> id >= 1 && id <= ALL);
    if (qos == 1) {
      client.puback(4711);
    } else {
      client.pubrec(4711);
      client.expect(new Packet.PubRel(4711));
      client.pubcomp(4711);
    }
    client.expect(message(qos, "t", "waits", 4711)); // the moment it is free
  }

  @Test
  void a_client_can_send_as_many_qos_1_messages() {
    broker.persistent("durable").subscribe("t", 1); // whose disk is waited for
    broker.store().hold();
    for (int id = 1; id <= ALL; id++) {
      client.publish(1, "t", "", id);
    }
    client.expectOpen();
    broker.store().releaseOne();
    client.expect(new Packet.PubAck(1));
    client.publish(1, "t", "", 1); // the moment it is free [MQTT-4.3.2-5]
    client.expectOpen();
    broker.store().release();
    assertThat(client.take()).hasSize(ALL);
  }

  @Test
  void a_client_can_send_as_many_qos_2_messages() {
    for (int id = 1; id <= ALL; id++) {
      client.publish(2, "t", "", id);
    }
    assertThat(client.take()).hasSize(ALL);
    client.subscribe("t", 0);
    client.publish(2, "t", "the same", 4711); // [MQTT-4.3.3-10]
    client.expect(new Packet.PubRec(4711));
    client.pubrel(4711);
    client.publish(2, "t", "another", 4711); // [MQTT-4.3.3-12]
    client.expect(new Packet.PubComp(4711), message(0, "t", "another", 0), new Packet.PubRec(4711));
  }

  @Test
  void one_message_more_is_too_many() { // [MQTT-3.3.4-7]
    broker.persistent("durable").subscribe("t", 1);
    broker.store().hold();
    for (int id = 1; id <= ALL; id++) {
      client.publish(1, "t", "", id);
    }
    client.publish(1, "t", "", 1);
    client.expectClosed(ReasonCode.RECEIVE_MAXIMUM_EXCEEDED);
  }
}
