package dev.rialto.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.Setting;
import dev.rialto.observe.Counter;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.ReasonCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many retained messages there may be, and how much memory they may take. */
class RetainedLimitsTest {
  private static ReasonCode retain(TestClient client, int qos, String topic, String payload) {
    client.retain(qos, topic, payload, 7);
    Packet answer = client.take().get(0);
    if (answer instanceof Packet.PubRec received) {
      client.pubrel(7);
      client.take();
      return received.reason();
    }
    return ((Packet.PubAck) answer).reason();
  }

  private static List<String> kept(TestBroker broker) {
    TestClient late = broker.clean5("late");
    late.ask("#", 0, 1);
    return late.takePayloads();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void so_many_topics_may_have_one(int qos) {
    TestBroker broker = new TestBroker(Setting.RETAINED_MAX, 2);
    TestClient listener = broker.clean5("listener");
    listener.subscribe("c", 0);
    TestClient client = broker.clean5("anna");
    assertThat(retain(client, qos, "a", "1").isError()).isFalse();
    assertThat(retain(client, qos, "b", "2").isError()).isFalse();
    assertThat(retain(client, qos, "c", "3")).isEqualTo(ReasonCode.QUOTA_EXCEEDED); // 0x97
    listener.expectNothing(); // who is told that it failed may try again
    assertThat(broker.count(Counter.REFUSED_RETAINED)).isEqualTo(1);
    assertThat(retain(client, qos, "b", "the next").isError()).isFalse();
    assertThat(retain(client, qos, "a", "").isError()).isFalse(); // cleared
    assertThat(retain(client, qos, "c", "3").isError()).isFalse();
    assertThat(kept(broker)).containsExactlyInAnyOrder("the next", "3");
  }

  @Test
  void they_may_take_so_much_memory() {
    TestBroker broker = new TestBroker(Setting.RETAINED_BYTES_MAX, "3000");
    TestClient client = broker.clean5("anna");
    assertThat(retain(client, 1, "a", "x".repeat(1000)).isError()).isFalse();
    assertThat(retain(client, 1, "b", "x".repeat(1000)).isError()).isFalse();
    assertThat(retain(client, 1, "c", "x".repeat(1000))).isEqualTo(ReasonCode.QUOTA_EXCEEDED);
    assertThat(retain(client, 1, "a", "x".repeat(2000))).isEqualTo(ReasonCode.QUOTA_EXCEEDED);
    assertThat(retain(client, 1, "a", "y".repeat(1000)).isError()).isFalse(); // no larger
    assertThat(retain(client, 1, "b", "z".repeat(10)).isError()).isFalse();
    assertThat(retain(client, 1, "c", "x".repeat(1000)).isError()).isFalse(); // there is room now
  }

  @Test
  void what_waits_for_the_disk_takes_its_room_already() {
    TestBroker broker = new TestBroker(Setting.RETAINED_MAX, 2);
    TestClient client = broker.clean5("anna");
    broker.store().hold();
    for (int i = 1; i <= 3; i++) {
      client.retain(1, "t" + i, "x", i);
    }
    broker.store().release();
    assertThat(client.take())
        .extracting(answer -> ((Packet.PubAck) answer).reason())
        .filteredOn(ReasonCode::isError)
        .containsExactly(ReasonCode.QUOTA_EXCEEDED);
    assertThat(kept(broker)).hasSize(2);
  }

  @Test
  void for_who_cannot_be_told_the_message_goes_on_and_is_not_kept() {
    TestBroker broker = new TestBroker(Setting.RETAINED_MAX, 0);
    TestClient listener = broker.clean("listener");
    listener.subscribe("#", 0);
    broker.clean("old").retain(1, "a", "by MQTT 3", 1);
    broker.clean5("new").retain(0, "a", "with QoS 0", 0);
    TestClient dying = broker.client5("dying");
    dying.connect5(true, 0, TestClient.will(1, "a", "a will", true), Properties.NONE);
    dying.vanish();
    assertThat(listener.takePayloads()).containsExactly("by MQTT 3", "with QoS 0", "a will");
    assertThat(kept(broker)).isEmpty();
    assertThat(broker.count(Counter.REFUSED_RETAINED)).isEqualTo(3);
  }
}
