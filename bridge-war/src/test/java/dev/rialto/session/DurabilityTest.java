package dev.rialto.session;

import static dev.rialto.session.TestClient.WELCOME;
import static dev.rialto.session.TestClient.WELCOME_BACK;
import static dev.rialto.session.TestClient.granted;
import static dev.rialto.session.TestClient.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.store.Change;
import dev.rialto.store.HeldStore;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Qos;
import dev.rialto.wire.Subscription;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing is promised before it is safe. */
class DurabilityTest {
  private final TestBroker broker = new TestBroker();
  private final HeldStore store = broker.store();
  private final TestClient publisher = broker.persistent("publisher");
  private final TestClient durable = broker.persistent("durable");

  @BeforeEach
  void subscribe() {
    publisher.take();
    durable.subscribe("t", 2);
    store.hold();
  }

  /** It has been told, and nothing is sent until it is safe. */
  private void expectAfterCommit(TestClient client, Change change, Packet... packets) {
    assertThat(store.changes()).contains(change);
    client.expectNothing();
    store.releaseOne();
    client.expect(packets);
  }

  private long session(String clientId) {
    return 1L
        + store.changes().indexOf(new Change.SessionBegun(clientId, null, Duration.ofDays(7)));
  }

  private Change queued(Packet.Publish publish) {
    return new Change.Queued(
        session("durable"),
        publish.message(),
        Delivery.of(publish.delivery().qos(), false, Properties.NONE),
        null);
  }

  @Test
  void connack_of_a_new_session() {
    TestClient client = broker.client("new");
    client.connect(false);
    expectAfterCommit(client, new Change.SessionBegun("new", null, Duration.ofDays(7)), WELCOME);
  }

  @Test
  void connack_in_place_of_a_persistent_session() {
    TestClient client = broker.client("durable");
    client.connect(true);
    expectAfterCommit(client, new Change.SessionEnded(session("durable")), WELCOME);
  }

  @Test
  void suback() {
    durable.ask("u", 1, 5);
    expectAfterCommit(
        durable,
        new Change.Subscribed(session("durable"), "u", new Subscription(Qos.AT_LEAST_ONCE)),
        granted(5, 1));
  }

  @Test
  void unsuback() {
    durable.send(new Packet.Unsubscribe(6, List.of("t", "never")));
    expectAfterCommit(
        durable,
        new Change.Unsubscribed(session("durable"), "t"),
        new Packet.UnsubAck(6, List.of()));
    assertThat(store.changes(Change.Unsubscribed.class)).hasSize(1);
  }

  @Test
  void puback_and_the_message_itself() {
    publisher.publish(1, "t", "x", 7);
    durable.expectNothing();
    expectAfterCommit(publisher, queued(message(1, "t", "x", 1)), new Packet.PubAck(7));
    durable.expect(message(1, "t", "x", 1));
  }

  @Test
  void puback_of_a_retained_message() {
    publisher.retain(1, "r", "x", 7);
    expectAfterCommit(
        publisher,
        new Change.Retained(
            message(0, "r", "x", 0).message(), Qos.AT_LEAST_ONCE, null, "publisher"),
        new Packet.PubAck(7));
    publisher.retain(1, "r", "", 8);
    expectAfterCommit(publisher, new Change.Cleared("r"), new Packet.PubAck(8));
    publisher.retain(1, "r", "", 9); // there is none to clear
    assertThat(store.changes(Change.Cleared.class)).hasSize(1);
  }

  @Test
  void pubrec_and_pubcomp() {
    publisher.publish(2, "t", "x", 7);
    durable.expectNothing(); // QoS 2 is routed only after its commit
    assertThat(store.changes()).contains(queued(message(2, "t", "x", 1)));
    expectAfterCommit(
        publisher, new Change.Received(session("publisher"), 7), new Packet.PubRec(7));
    store.releaseOne(); // what the durable subscriber waits for
    publisher.pubrel(7);
    expectAfterCommit(
        publisher, new Change.Completed(session("publisher"), 7), new Packet.PubComp(7));
  }

  @Test
  void pubrec_of_a_duplicate_waits_for_the_first() {
    publisher.publish(2, "t", "x", 7);
    publisher.publish(2, "t", "x", 7);
    publisher.expectNothing();
    assertThat(store.changes(Change.Received.class)).hasSize(1);
    store.releaseOne();
    publisher.expect(new Packet.PubRec(7));
  }

  @Test
  void pubrel_for_nothing_is_answered_and_nothing_to_store() {
    publisher.pubrel(7);
    store.release();
    publisher.expect(new Packet.PubComp(7));
    assertThat(store.changes(Change.Completed.class)).isEmpty();
  }

  @Test
  void publish_of_qos_2_and_pubrel() {
    publisher.publish(2, "t", "x", 7);
    store.releaseOne();
    long position = store.changes().indexOf(queued(message(2, "t", "x", 1))) + 1L;
    expectAfterCommit(
        durable, new Change.Sent(session("durable"), position, 1), message(2, "t", "x", 1));
    durable.pubrec(1);
    expectAfterCommit(
        durable, new Change.Released(session("durable"), position), new Packet.PubRel(1));
    durable.pubrec(1); // again: nothing new
    durable.expect(new Packet.PubRel(1));
    assertThat(store.changes(Change.Released.class)).hasSize(1);
    durable.pubcomp(1);
    assertThat(store.changes()).endsWith(new Change.Consumed(session("durable"), position));
  }

  @Test
  void each_pubrel_waits_for_its_own_commit() {
    store.release();
    publisher.publish(2, "t", "x", 7);
    publisher.publish(2, "t", "y", 8);
    durable.expect(message(2, "t", "x", 1), message(2, "t", "y", 2));
    store.hold();
    durable.pubrec(1);
    durable.pubrec(2);
    store.releaseOne();
    durable.expect(new Packet.PubRel(1));
    store.releaseOne();
    durable.expect(new Packet.PubRel(2));
  }

  @Test
  void a_puback_is_noted_without_waiting() {
    publisher.publish(1, "t", "x", 7);
    store.releaseOne();
    durable.take();
    durable.puback(1);
    assertThat(store.changes(Change.Consumed.class)).hasSize(1);
    broker.clean("other").publish("t", "y");
    durable.expect(message(0, "t", "y", 0));
  }

  @Test
  void qos_0_waits_for_nobody() {
    publisher.publish(1, "t", "stored", 7);
    publisher.publish("t", "fast");
    durable.expect(message(0, "t", "fast", 0));
  }

  @Test
  void commits_complete_in_order() {
    publisher.publish(1, "t", "a", 1);
    publisher.publish(2, "x", "b", 2);
    durable.ask("u", 1, 3);
    publisher.publish(1, "t", "c", 4);
    assertThat(store.waiting()).isEqualTo(4);
    store.releaseOne();
    durable.expect(message(1, "t", "a", 1));
    publisher.expect(new Packet.PubAck(1));
    store.releaseOne();
    publisher.expect(new Packet.PubRec(2));
    store.releaseOne();
    durable.expect(granted(3, 1));
    publisher.expectNothing();
    store.releaseOne();
    durable.expect(message(1, "t", "c", 2));
    publisher.expect(new Packet.PubAck(4));
  }

  @Test
  void what_came_behind_a_qos_2_message_stays_behind_it() {
    publisher.publish(2, "t", "two", 1);
    publisher.publish(1, "t", "one", 2);
    store.releaseOne();
    store.releaseOne(); // both are safe; the identifier of the first is not
    durable.expectNothing();
    durable.vanish();
    TestClient next = broker.client("durable");
    next.connect(false);
    store.release();
    assertThat(next.takePayloads()).containsExactly("two", "one");
  }

  @Test
  void messages_of_qos_2_that_come_while_the_store_is_awaited_share_the_next_commit() {
    for (int i = 1; i <= 4; i++) {
      publisher.publish(2, "t", "m" + i, i);
    }
    for (int i = 1; i <= 4; i++) {
      store.releaseOne(); // the messages
    }
    durable.expectNothing();
    store.releaseOne(); // the identifier of the first
    durable.expect(message(2, "t", "m1", 1));
    store.releaseOne(); // those of all others
    durable.expect(message(2, "t", "m2", 2), message(2, "t", "m3", 3), message(2, "t", "m4", 4));
    assertThat(store.waiting()).isZero();
  }

  @Test
  void pubrels_that_come_while_the_store_is_awaited_share_the_next_commit() {
    store.release();
    for (int i = 1; i <= 3; i++) {
      publisher.publish(2, "t", "m" + i, i);
    }
    durable.take();
    store.hold();
    for (int i = 1; i <= 3; i++) {
      durable.pubrec(i);
    }
    store.releaseOne();
    durable.expect(new Packet.PubRel(1));
    store.releaseOne();
    durable.expect(new Packet.PubRel(2), new Packet.PubRel(3));
    assertThat(store.waiting()).isZero();
  }

  @Test
  void only_so_much_waits_for_the_store_and_not_for_room_on_the_link() {
    durable.link().room(1);
    for (int i = 1; i <= 4; i++) {
      publisher.publish(2, "t", i + "x".repeat(10_000), i); // two of these are enough
    }
    store.release();
    assertThat(durable.take()).hasSize(2);
    durable.dialogue().drained();
    assertThat(durable.take()).isNotEmpty();
  }

  @Test
  void retained_messages_for_a_durable_session_are_stored_first() {
    store.release();
    publisher.retain(1, "r", "x", 7);
    store.hold();
    durable.ask("r", 1, 5);
    store.releaseOne();
    durable.expect(granted(5, 1));
    expectAfterCommit(
        durable,
        new Change.Queued(
            session("durable"),
            message(1, "r", "x", 1).message(),
            Delivery.of(Qos.AT_LEAST_ONCE, true, Properties.NONE),
            null),
        TestClient.retained(message(1, "r", "x", 1)));
  }

  @Test
  void nothing_of_a_clean_session_is_stored() {
    store.release();
    durable.disconnect();
    broker.clean("durable").disconnect(); // nobody durable is left to want it
    int before = store.changes().size();
    TestClient client = broker.clean("anna");
    client.subscribe("t", 2);
    client.subscribe("u", 1);
    for (int id = 1; id <= 3; id++) {
      client.publish(2, "t", "x", id);
      client.publish(1, "t", "x", 10 + id);
    }
    client.pubrel(1);
    client.pubrec(1);
    client.pubcomp(1);
    client.puback(2);
    client.send(new Packet.Unsubscribe(6, List.of("u")));
    client.disconnect();
    assertThat(store.changes()).hasSize(before);
  }

  @Test
  void a_session_that_was_continued_does_not_count_as_left_when_the_client_hears_of_it() {
    store.release();
    durable.disconnect();
    assertThat(store.changes()).endsWith(new Change.Left(session("durable"), Duration.ofDays(7)));
    store.hold();
    TestClient back = broker.persistent("durable");
    expectAfterCommit(
        back, new Change.Resumed(session("durable"), Duration.ofDays(7)), WELCOME_BACK);
  }
}
