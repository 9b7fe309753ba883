package dev.rialto.session;

import static dev.rialto.wire.ReasonCode.QUOTA_EXCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.Setting;
import dev.rialto.observe.Counter;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.ReasonCode;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where too much waits in memory, nothing is begun that would add to it; the rest goes on. */
class ScarceMemoryTest {
  private static final String LARGE = "x".repeat(100_000);

  private final TestBroker broker = new TestBroker(Setting.MEMORY_MAX, "1 MiB");
  private TestClient listener;
  private TestClient publisher;

  @BeforeEach
  void fill() {
    for (int i = 0; i < 3; i++) { // one alone could not: its queue ends at half of it
      TestClient away = broker.persistent5("away-" + i);
      away.subscribe("t", 1);
      away.vanish();
    }
    listener = broker.persistent5("listener");
    listener.subscribe("live", 1);
    publisher = broker.clean5("publisher");
    int sent = 0;
    while (!broker.waiting().isTight()) {
      assertThat(publish("t", 1).isError()).isFalse();
      sent++;
    }
    assertThat(sent).isEqualTo(4);
    assertThat(broker.count(Counter.DROPPED_QUEUE_FULL)).isZero();
  }

  private ReasonCode publish(String topic, int qos) {
    publisher.publish(qos, topic, LARGE, 7);
    Packet answer = publisher.take().get(0);
    return answer instanceof Packet.PubAck ack ? ack.reason() : ((Packet.PubRec) answer).reason();
  }

  @Test
  void what_would_wait_for_somebody_is_refused() {
    assertThat(publish("t", 1)).isEqualTo(QUOTA_EXCEEDED); // 0x97
    assertThat(publish("t", 2)).isEqualTo(QUOTA_EXCEEDED);
    assertThat(broker.count(Counter.REFUSED_MEMORY)).isEqualTo(2);
    TestClient old = broker.clean("old");
    old.publish(1, "t", LARGE, 1);
    old.expectNothing(); // it may try again later
    old.expectClosed(QUOTA_EXCEEDED);
    publisher.publish("t", "with QoS 0");
    publisher.expectOpen();
  }

  @Test
  void what_is_taken_at_once_goes_on() {
    listener.take();
    for (int i = 0; i < 10; i++) {
      assertThat(publish("live", 1)).isEqualTo(ReasonCode.SUCCESS);
      Packet.Publish got = (Packet.Publish) listener.take().get(0);
      listener.puback(got.delivery().packetId());
    }
    assertThat(publish("nobody/there", 1)).isEqualTo(ReasonCode.NO_MATCHING_SUBSCRIBERS);
  }

  @Test
  void who_takes_nothing_counts_like_one_that_is_away() {
    listener.link().room(0);
    assertThat(publish("live", 1)).isEqualTo(QUOTA_EXCEEDED);
  }

  @Test
  void a_shared_subscription_waits_when_all_of_its_members_do() {
    broker.waiting().allow(1 << 30);
    TestClient member = broker.persistent5("member-1");
    member.subscribe("$share/g/s", 1);
    TestClient away = broker.persistent5("member-2");
    away.subscribe("$share/g/s", 1);
    away.vanish();
    broker.waiting().allow(1 << 20);
    assertThat(publish("s", 1)).isEqualTo(ReasonCode.SUCCESS);
    member.vanish();
    assertThat(publish("s", 1)).isEqualTo(QUOTA_EXCEEDED);
  }

  @Test
  void no_session_and_no_subscription_begins() {
    TestClient fresh = broker.client5("fresh");
    fresh.connect5(false, Properties.of(Property.SESSION_EXPIRY_INTERVAL, 3600));
    Farewell.expectRefusal(fresh, QUOTA_EXCEEDED);
    listener.ask("more", 1, 1);
    listener.ask("live", 0, 2); // which it has
    assertThat(listener.take())
        .endsWith(
            new Packet.SubAck(1, List.of(QUOTA_EXCEEDED)),
            new Packet.SubAck(2, List.of(ReasonCode.GRANTED_QOS_0)));
    assertThat(broker.count(Counter.REFUSED_MEMORY)).isEqualTo(2);
  }

  @Test
  void who_comes_back_for_what_waits_is_welcome_and_makes_room() {
    for (int i = 0; i < 3; i++) {
      TestClient back = broker.persistent5("away-" + i);
      List<Packet> got = back.take();
      assertThat(got).hasSize(1 + 4);
      for (Packet message : got.subList(1, 5)) {
        back.puback(((Packet.Publish) message).delivery().packetId());
      }
    }
    assertThat(broker.waiting().bytes()).isZero();
    assertThat(publish("t", 1)).isEqualTo(ReasonCode.SUCCESS);
    broker.persistent5("fresh").expectOpen();
  }

  @Test
  void a_session_that_ends_takes_its_part_with_it() {
    for (int i = 0; i < 3; i++) {
      broker.clean5("away-" + i);
    }
    assertThat(broker.waiting().bytes()).isZero();
  }
}
