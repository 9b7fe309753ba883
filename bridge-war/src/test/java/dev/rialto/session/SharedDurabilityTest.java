package dev.rialto.session;

import static dev.rialto.session.TestClient.message;
import static dev.rialto.session.TestClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.observe.Counter;
import dev.rialto.store.Change;
import dev.rialto.store.HeldStore;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.ReasonCode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the store hears of shared subscriptions, and messages on their way while members end. */
class SharedDurabilityTest {
  private final TestBroker broker = new TestBroker();
  private final HeldStore store = broker.store();
  private final TestClient publisher = broker.clean5("publisher");

  private TestClient joins(TestClient member) {
    member.take();
    member.subscribe(request("$share/g/t", 2), Properties.NONE);
    return member;
  }

  private String name(long session) {
    return ((Change.SessionBegun) store.changes().get((int) session - 1)).clientId();
  }

  private String owner(Change change) {
    if (change instanceof Change.Queued queued) {
      return "queued for " + name(queued.session());
    }
    return change instanceof Change.Consumed consumed
        ? "consumed " + consumed.position() + " by " + name(consumed.session())
        : "";
  }

  /** Who was owed something, and had it, since the store had so many changes. */
  private List<String> since(int changes) {
    List<Change> all = store.changes();
    return all.subList(changes, all.size()).stream()
        .map(this::owner)
        .filter(line -> !line.isEmpty())
        .toList();
  }

  @Test
  void only_the_member_that_gets_it_is_owed_a_message() {
    joins(broker.persistent5("a"));
    joins(broker.persistent5("b"));
    int before = store.changes().size();
    publisher.publish(1, "t", "x", 1);
    assertThat(since(before)).containsExactly("queued for a");
  }

  @Test
  void the_next_member_is_owed_it_together_with_the_last_one_no_longer() {
    TestClient a = joins(broker.persistent5("a"));
    publisher.publish(1, "t", "one", 1);
    publisher.publish(1, "t", "two", 2);
    List<Change> queued = List.copyOf(store.changes(Change.Queued.class));
    long first = store.changes().indexOf(queued.get(0)) + 1L;
    long second = store.changes().indexOf(queued.get(1)) + 1L;
    TestClient b = joins(broker.persistent5("b"));
    int before = store.changes().size();
    store.hold();
    a.vanish();
    assertThat(since(before))
        .containsExactly(
            "consumed " + first + " by a",
            "queued for b",
            "consumed " + second + " by a",
            "queued for b");
    b.expectNothing(); // it isn't safe yet
    store.releaseOne();
    b.expect(message(1, "t", "one", 1));
    store.releaseOne();
    b.expect(message(1, "t", "two", 2));
    b.puback(1);
    assertThat(since(before)).contains("consumed " + (before + 2L) + " by b");
  }

  @Test
  void for_a_clean_session_nothing_is_stored() {
    TestClient a = joins(broker.clean5("a"));
    int before = store.changes().size();
    publisher.publish(1, "t", "x", 1);
    TestClient b = joins(broker.clean5("b"));
    a.vanish();
    b.expect(message(1, "t", "x", 1));
    assertThat(store.changes()).hasSize(before);
  }

  @Test
  void a_message_on_its_way_to_a_member_that_ends_goes_to_another() {
    TestClient a = joins(broker.clean5("a"));
    TestClient b = joins(broker.persistent5("b"));
    store.hold();
    publisher.publish(1, "t", "x", 1); // it is the turn of a
    a.vanish();
    b.expectNothing();
    store.release();
    b.expect(message(1, "t", "x", 1));
    publisher.expect(new Packet.PubAck(1));
    assertThat(broker.count(Counter.PASSED_ON)).isEqualTo(1);
    assertThat(store.changes(Change.Queued.class)).hasSize(1); // for b, which can lose nothing
  }

  @Test
  void a_message_on_its_way_to_a_member_that_goes_away_goes_to_one_that_is_here() {
    TestClient a = joins(broker.persistent5("a"));
    TestClient b = joins(broker.clean5("b"));
    store.hold();
    publisher.publish(2, "t", "x", 1);
    a.vanish();
    store.release();
    b.expect(message(2, "t", "x", 1));
    assertThat(store.changes(Change.Consumed.class)).hasSize(1);
    assertThat(broker.persistent5("a").takePayloads()).isEmpty();
  }

  @Test
  void with_nobody_here_it_waits_for_the_one_that_went_away() {
    TestClient a = joins(broker.persistent5("a"));
    joins(broker.persistent5("b")).vanish();
    store.hold();
    publisher.publish(1, "t", "x", 1);
    a.vanish();
    store.release();
    assertThat(broker.persistent5("b").takePayloads()).isEmpty();
    assertThat(broker.persistent5("a").takePayloads()).containsExactly("x");
  }

  @Test
  void on_its_way_to_the_last_member_when_that_ends_it_is_dropped_and_counted() {
    TestClient a = joins(broker.clean5("a"));
    store.hold();
    publisher.publish(1, "t", "x", 1);
    a.vanish();
    store.release();
    publisher.expect(new Packet.PubAck(1, ReasonCode.SUCCESS)); // there was one when it came
    assertThat(broker.count(Counter.DROPPED_WITH_SESSION)).isEqualTo(1);
    assertThat(store.waiting()).isZero();
  }

  @Test
  void a_qos_2_message_whose_identifier_is_being_stored_counts_as_begun() { // [MQTT-4.8.2-4]
    TestClient a = joins(broker.persistent5("a"));
    TestClient b = joins(broker.clean5("b"));
    store.hold();
    publisher.publish(2, "t", "x", 1);
    store.releaseOne(); // it is safe; its identifier is not
    assertThat(store.changes(Change.Sent.class)).hasSize(1);
    a.vanish();
    store.release();
    b.expectNothing();
    assertThat(broker.persistent5("a").takePayloads()).containsExactly("x");
  }
}
