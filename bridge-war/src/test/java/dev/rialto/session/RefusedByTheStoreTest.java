package dev.rialto.session;

import static dev.rialto.session.TestClient.WELCOME;
import static dev.rialto.session.TestClient.granted;
import static dev.rialto.session.TestClient.message;
import static dev.rialto.session.TestClient.will;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.Setting;
import dev.rialto.observe.Counter;
import dev.rialto.store.Change;
import dev.rialto.store.HeldStore;
import dev.rialto.store.Outcome;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.ReasonCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the store doesn't take is not promised, and leaves nothing behind. */
class RefusedByTheStoreTest {
  private final TestBroker broker = new TestBroker();
  private final HeldStore store = broker.store();
  private final TestClient durable = broker.persistent5("durable");

  private static ReasonCode reason(Outcome outcome) {
    return outcome == Outcome.FULL ? ReasonCode.QUOTA_EXCEEDED : ReasonCode.UNSPECIFIED_ERROR;
  }

  private static ReasonCode answer(TestClient client) {
    List<Packet> answers = client.take();
    assertThat(answers).hasSize(1);
    Packet only = answers.get(0);
    if (only instanceof Packet.PubAck ack) {
      return ack.reason();
    }
    if (only instanceof Packet.PubRec rec) {
      return rec.reason();
    }
    if (only instanceof Packet.SubAck ack) {
      return ack.reasons().get(0);
    }
    return ((Packet.ConnAck) only).reason();
  }

  @ParameterizedTest
  @EnumSource(names = {"FULL", "FAILED"})
  void a_message_of_mqtt_5_gets_the_reason_and_nobody_gets_the_message(Outcome outcome) {
    durable.subscribe("t", 2);
    TestClient clean = broker.clean5("clean");
    clean.subscribe("t", 2);
    TestClient publisher = broker.persistent5("publisher");
    publisher.take();
    store.refuse(outcome);
    publisher.publish(1, "t", "x", 7);
    assertThat(answer(publisher)).isEqualTo(reason(outcome));
    publisher.publish(2, "t", "x", 8);
    assertThat(answer(publisher)).isEqualTo(reason(outcome));
    durable.expectNothing();
    clean.expectNothing();
    publisher.expectOpen();
    assertThat(broker.count(Counter.REFUSED_NOT_STORED)).isEqualTo(2);
    store.refuse(Outcome.STORED);
    publisher.publish(2, "t", "again", 8); // the identifier is free
    publisher.expect(new Packet.PubRec(8));
    assertThat(durable.takePayloads()).containsExactly("again");
    assertThat(clean.takePayloads()).containsExactly("again");
  }

  @Test
  void a_retained_message_that_is_refused_does_not_replace_the_last_one() {
    TestClient publisher = broker.clean5("publisher");
    publisher.retain(1, "r", "old", 1);
    store.refuse(Outcome.FULL);
    publisher.retain(1, "r", "new", 2);
    publisher.retain(1, "r", "", 3);
    store.refuse(Outcome.STORED);
    TestClient late = broker.clean5("late");
    late.ask("r", 0, 1);
    assertThat(late.takePayloads()).containsExactly("old");
  }

  @ParameterizedTest
  @EnumSource(names = {"FULL", "FAILED"})
  void mqtt_3_has_no_answer_and_what_is_sent_again_later_is_routed_once(Outcome outcome) {
    durable.subscribe("t", 2);
    TestClient publisher = broker.persistent("publisher");
    publisher.take();
    store.refuse(outcome);
    publisher.publish(2, "t", "x", 7);
    publisher.expectNothing();
    publisher.expectClosed(reason(outcome));
    durable.expectNothing();
    store.refuse(Outcome.STORED);
    TestClient again = broker.persistent("publisher");
    again.take();
    again.publish(2, "t", "x", 7);
    again.publish(2, "t", "x", 7);
    again.pubrel(7);
    again.expect(new Packet.PubRec(7), new Packet.PubRec(7), new Packet.PubComp(7));
    assertThat(durable.takePayloads()).containsExactly("x");
  }

  @Test
  void a_qos_1_message_of_mqtt_3_is_not_acknowledged_and_the_connection_closes() {
    durable.subscribe("t", 2);
    TestClient publisher = broker.clean("publisher");
    store.refuse(Outcome.FULL);
    publisher.publish(1, "t", "x", 7);
    publisher.expectNothing();
    publisher.expectClosed(ReasonCode.QUOTA_EXCEEDED);
  }

  @ParameterizedTest
  @EnumSource(names = {"FULL", "FAILED"})
  void a_subscription_gets_the_reason_and_the_earlier_one_stays(Outcome outcome) {
    durable.subscribe("t", 1);
    store.refuse(outcome);
    durable.ask("t", 0, 5);
    assertThat(answer(durable)).isEqualTo(reason(outcome));
    durable.ask("new", 1, 6);
    assertThat(answer(durable)).isEqualTo(reason(outcome));
    store.refuse(Outcome.STORED);
    TestClient publisher = broker.clean5("publisher");
    publisher.publish(1, "t", "x", 7);
    publisher.publish(1, "new", "y", 8);
    durable.expect(message(1, "t", "x", 1)); // with the QoS of the earlier one
  }

  @ParameterizedTest
  @EnumSource(names = {"FULL", "FAILED"})
  void a_new_persistent_session_is_refused_and_leaves_nothing_behind(Outcome outcome) {
    int before = broker.sessions();
    store.refuse(outcome);
    TestClient five = broker.persistent5("new");
    assertThat(answer(five)).isEqualTo(reason(outcome));
    five.expectClosed(reason(outcome));
    TestClient three = broker.persistent("new, too");
    three.expect(new Packet.ConnAck(false, ReasonCode.SERVER_UNAVAILABLE)); // return code 3
    three.expectClosed(reason(outcome));
    assertThat(broker.sessions()).isEqualTo(before);
    broker.expectNoSubscriptions();
    store.refuse(Outcome.STORED);
    broker.persistent("new, too").expect(WELCOME);
  }

  @Test
  void a_session_that_is_replaced_by_none_is_over_for_the_store_too() {
    durable.disconnect();
    store.refuse(Outcome.FULL);
    TestClient fresh = broker.client5("durable");
    fresh.connect5(true, Properties.of(Property.SESSION_EXPIRY_INTERVAL, 3600));
    assertThat(answer(fresh)).isEqualTo(ReasonCode.QUOTA_EXCEEDED);
    assertThat(broker.sessions()).isZero();
    assertThat(store.taken(Change.SessionEnded.class)).containsExactly(new Change.SessionEnded(1));
  }

  @Test
  void clean_sessions_qos_0_and_deliveries_go_on() {
    durable.subscribe("t", 2);
    TestClient publisher = broker.clean5("publisher");
    publisher.publish(2, "t", "before", 1);
    publisher.take();
    durable.take();
    store.refuse(Outcome.FULL);
    durable.pubrec(1);
    durable.expect(new Packet.PubRel(1));
    durable.pubcomp(1);
    TestClient clean = broker.clean("clean");
    clean.ask("t", 1, 1);
    clean.expect(granted(1, 1));
    publisher.publish("t", "live");
    durable.expect(message(0, "t", "live", 0));
    clean.expect(message(0, "t", "live", 0));
    clean.ask("other", 1, 2);
    clean.take();
    publisher.publish(1, "other", "nobody keeps it", 2);
    clean.expect(message(1, "other", "nobody keeps it", 1));
    assertThat(answer(publisher)).isEqualTo(ReasonCode.SUCCESS);
    durable.vanish();
    assertThat(broker.persistent5("durable").take()).hasSize(1); // it may come back
  }

  @Test
  void a_clean_session_in_place_of_a_persistent_one_is_not_refused() {
    durable.disconnect();
    store.refuse(Outcome.FULL);
    TestClient clean = broker.client("durable");
    clean.connect(true);
    clean.expect(WELCOME);
    clean.expectOpen();
    assertThat(store.taken(Change.SessionEnded.class)).containsExactly(new Change.SessionEnded(1));
  }

  @Test
  void a_will_that_is_refused_is_counted() {
    durable.subscribe("will", 1);
    TestClient leaving = broker.client("leaving");
    leaving.connect(true, 0, will(1, "will", "gone", false));
    store.refuse(Outcome.FULL);
    leaving.vanish();
    durable.expectNothing();
    assertThat(broker.count(Counter.REFUSED_NOT_STORED)).isEqualTo(1);
  }

  @Test
  void a_full_queue_of_one_session_refuses_no_publisher() {
    TestBroker small = new TestBroker(Setting.QUEUE_MESSAGES_MAX, 2);
    TestClient sleeper = small.persistent5("sleeper");
    sleeper.subscribe("t", 1);
    sleeper.vanish();
    TestClient publisher = small.clean5("publisher");
    for (int i = 1; i <= 5; i++) {
      publisher.publish(1, "t", "x" + i, i);
      assertThat(answer(publisher)).isEqualTo(ReasonCode.SUCCESS);
    }
    assertThat(small.count(Counter.DROPPED_QUEUE_FULL)).isEqualTo(3);
    assertThat(small.store().changes(Change.Consumed.class)).hasSize(3);
    assertThat(small.persistent5("sleeper").takePayloads()).containsExactly("x1", "x2");
  }
}
