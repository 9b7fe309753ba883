package dev.rialto.session;

import static dev.rialto.session.Options.expiry;
import static dev.rialto.session.TestClient.WELCOME;
import static dev.rialto.session.TestClient.WELCOME_BACK;
import static dev.rialto.session.TestClient.again;
import static dev.rialto.session.TestClient.message;
import static dev.rialto.session.TestClient.retained;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.observe.Counter;
import dev.rialto.store.Change;
import dev.rialto.store.Kept;
import dev.rialto.store.Kept.KeptMessage;
import dev.rialto.store.Kept.KeptSession;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Qos;
import dev.rialto.wire.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the store has kept goes on as if the broker had never ended. */
class RestorationTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final String GROUP = "$share/g/t";
  private static final Qos[] QOS = Qos.values();

  private final TestBroker broker = new TestBroker();

  private static Message content(String topic, String payload) {
    return message(0, topic, payload, 0).message();
  }

  private static KeptMessage owed(
      long position, int qos, Message message, int id, boolean released) {
    Delivery delivery = Delivery.of(QOS[qos], false, Properties.NONE);
    return new KeptMessage(position, message, delivery, null, id, released);
  }

  private static KeptMessage owed(long position, int qos, String payload) {
    return owed(position, qos, content("t", payload), 0, false);
  }

  private static KeptMessage shared(long position, String payload) {
    Delivery delivery = Delivery.of(Qos.AT_LEAST_ONCE, false, Properties.NONE);
    Change.Origin origin = new Change.Origin(GROUP, Qos.AT_LEAST_ONCE, false);
    return new KeptMessage(position, content("t", payload), delivery, origin, 0, false);
  }

  private static KeptSession session(long number, String clientId, KeptMessage... owed) {
    return session(number, clientId, DAY, Duration.ZERO, null, Map.of(), Set.of(), owed);
  }

  private static KeptSession session(
      long number,
      String clientId,
      Duration expiry,
      Duration away,
      Kept.KeptWill will,
      Map<String, Subscription> subscriptions,
      Set<Integer> received,
      KeptMessage... owed) {
    return new KeptSession(
        number, clientId, null, expiry, away, will, subscriptions, received, List.of(owed));
  }

  private void restore(KeptSession... sessions) {
    broker.restore(new Kept(List.of(sessions), List.of()));
  }

  @Test
  void what_was_in_flight_goes_out_with_its_identifier_then_what_waited_in_order() {
    restore(
        session(
            1,
            "anna",
            owed(2, 2, content("t", "released"), 11, true),
            owed(3, 2, content("t", "sent"), 12, false),
            owed(4, 1, content("t", "sent, too"), 13, false),
            owed(5, 1, "one"),
            owed(6, 1, "two")));
    TestClient anna = broker.persistent("anna");
    anna.expect(
        WELCOME_BACK,
        new Packet.PubRel(11),
        again(message(2, "t", "sent", 12)),
        again(message(1, "t", "sent, too", 13)),
        message(1, "t", "one", 14),
        message(1, "t", "two", 15));
    anna.pubcomp(11);
    anna.pubrec(12);
    anna.expect(new Packet.PubRel(12));
    anna.pubcomp(12);
    anna.puback(13);
    assertThat(broker.store().changes(Change.Consumed.class))
        .containsExactly(
            new Change.Consumed(1, 2), new Change.Consumed(1, 3), new Change.Consumed(1, 4));
    assertThat(broker.store().changes(Change.Released.class))
        .containsExactly(new Change.Released(1, 3));
  }

  @Test
  void identifiers_that_were_received_are_duplicates() {
    restore(
        session(
            1,
            "anna",
            DAY,
            Duration.ZERO,
            null,
            Map.of("t", new Subscription(Qos.EXACTLY_ONCE)),
            Set.of(7)));
    TestClient anna = broker.persistent("anna");
    anna.expect(WELCOME_BACK);
    anna.publish(2, "t", "again", 7);
    anna.expect(new Packet.PubRec(7));
    anna.pubrel(7);
    anna.expect(new Packet.PubComp(7));
    anna.publish(2, "t", "new", 7);
    assertThat(anna.takePayloads()).containsExactly("new"); // the subscription is there, too
  }

  @Test
  void sessions_end_when_their_time_is_over() {
    Map<String, Subscription> none = Map.of();
    Duration hour = Duration.ofHours(1);
    restore(
        session(1, "over", hour, hour.plusSeconds(1), null, none, Set.of()),
        session(2, "away", hour, Duration.ofMinutes(50), null, none, Set.of()),
        session(3, "here", hour, Duration.ZERO, null, none, Set.of()));
    broker.scheduler().pass(Duration.ZERO);
    assertThat(broker.sessions()).isEqualTo(2);
    broker.scheduler().pass(Duration.ofMinutes(10));
    assertThat(broker.sessions()).isEqualTo(1);
    broker.persistent("away").expect(WELCOME);
    broker.scheduler().pass(Duration.ofMinutes(49));
    broker.persistent("here").expect(WELCOME_BACK);
    broker.scheduler().pass(Duration.ofMinutes(10));
    broker.persistent("over").expect(WELCOME);
    assertThat(broker.sessions()).isEqualTo(3);
    assertThat(broker.store().changes(Change.SessionEnded.class))
        .containsExactly(new Change.SessionEnded(1), new Change.SessionEnded(2));
    assertThat(broker.store().changes(Change.Left.class)).containsExactly(new Change.Left(3, hour));
  }

  private static Kept.KeptWill will(String payload, Duration due) {
    Packet.WillMessage will =
        new Packet.WillMessage(content("will", payload), Qos.AT_LEAST_ONCE, false, 60);
    return new Kept.KeptWill(will, due);
  }

  @Test
  void wills_are_published_when_they_are_due_unless_the_client_is_back() {
    Map<String, Subscription> none = Map.of();
    Duration second = Duration.ofSeconds(1);
    restore(
        session(1, "past", DAY, second, will("past", Duration.ZERO), none, Set.of()),
        session(2, "soon", DAY, second, will("soon", Duration.ofSeconds(30)), none, Set.of()),
        session(3, "back", DAY, second, will("back", Duration.ofSeconds(30)), none, Set.of()),
        session(
            4,
            "watcher",
            DAY,
            second,
            null,
            Map.of("will", new Subscription(Qos.AT_LEAST_ONCE)),
            Set.of()));
    TestClient watcher = broker.persistent("watcher");
    watcher.expect(WELCOME_BACK);
    broker.scheduler().pass(Duration.ZERO);
    assertThat(watcher.takePayloads()).containsExactly("past");
    broker.persistent("back").expect(WELCOME_BACK);
    broker.scheduler().pass(Duration.ofSeconds(31));
    assertThat(watcher.takePayloads()).containsExactly("soon");
    assertThat(broker.store().changes(Change.WillGone.class))
        .containsExactly(new Change.WillGone(1), new Change.WillGone(2));
    assertThat(broker.store().changes(Change.Resumed.class)).hasSize(2); // forgets the other
  }

  @Test
  void what_an_ended_session_had_of_a_shared_subscription_goes_to_another_member() {
    restore(
        session(1, null, shared(5, "left over")),
        session(
            2,
            "member",
            DAY,
            Duration.ZERO,
            null,
            Map.of(GROUP, new Subscription(Qos.AT_LEAST_ONCE)),
            Set.of(),
            shared(6, "its own")));
    assertThat(broker.store().changes(Change.Consumed.class))
        .containsExactly(new Change.Consumed(1, 5));
    assertThat(broker.store().changes(Change.Queued.class)).hasSize(1);
    assertThat(broker.store().changes(Change.Queued.class).get(0).session()).isEqualTo(2);
    assertThat(broker.persistent("member").takePayloads())
        .containsExactlyInAnyOrder("its own", "left over");
  }

  @Test
  void what_is_left_over_of_a_shared_subscription_without_members_is_gone() {
    restore(session(1, null, shared(5, "left over")));
    assertThat(broker.store().changes()).containsExactly(new Change.Consumed(1, 5));
  }

  @Test
  void retained_messages_are_there_until_they_expire() {
    Message expiring =
        message(0, "r/short", "x", 0, expiry(60)).message().arrivedAt(broker.scheduler().now());
    broker.restore(
        new Kept(
            List.of(),
            List.of(
                new Kept.KeptRetained(1, expiring, Qos.AT_LEAST_ONCE, null, "author"),
                new Kept.KeptRetained(
                    2, content("r/long", "y"), Qos.AT_MOST_ONCE, null, "author"))));
    TestClient client = broker.clean("client");
    client.ask("r/#", 1, 1);
    assertThat(client.takePayloads()).containsExactlyInAnyOrder("x", "y");
    broker.scheduler().pass(Duration.ofSeconds(61));
    assertThat(broker.store().changes()).contains(new Change.RetainedExpired("r/short", 1));
    client.ask("r/#", 1, 2);
    assertThat(client.take()).contains(retained(message(0, "r/long", "y", 0))).hasSize(2);
  }

  @Test
  void a_message_that_the_disk_does_not_give_back_is_dropped_and_the_next_ones_come() {
    Message lost =
        Message.elsewhere(
            content("t", "").topic(),
            () -> {
              throw new IllegalStateException("A message is lost");
            },
            100,
            Long.MAX_VALUE,
            0);
    restore(
        session(
            1,
            "anna",
            owed(2, 2, lost, 11, false),
            owed(3, 2, content("t", "sent"), 12, false),
            owed(4, 1, lost, 0, false),
            owed(5, 1, "next")),
        session(6, "berta", owed(7, 1, "another's")));
    TestClient anna = broker.persistent("anna");
    anna.expect(WELCOME_BACK, again(message(2, "t", "sent", 12)), message(1, "t", "next", 13));
    anna.expectOpen();
    assertThat(broker.count(Counter.DROPPED_UNREADABLE)).isEqualTo(2);
    assertThat(broker.store().changes(Change.Consumed.class))
        .containsExactly(new Change.Consumed(1, 2), new Change.Consumed(1, 4));
    assertThat(broker.persistent("berta").takePayloads()).containsExactly("another's");
  }

  @Test
  void a_retained_message_that_the_disk_does_not_give_back_costs_nobody_else_anything() {
    Message lost =
        Message.elsewhere(
            content("r/lost", "").topic(),
            () -> {
              throw new IllegalStateException("A message is lost");
            },
            100,
            Long.MAX_VALUE,
            0);
    broker.restore(
        new Kept(
            List.of(),
            List.of(
                new Kept.KeptRetained(1, lost, Qos.AT_LEAST_ONCE, null, "author"),
                new Kept.KeptRetained(
                    2, content("r/there", "y"), Qos.AT_LEAST_ONCE, null, "author"))));
    for (int qos = 0; qos < 2; qos++) {
      TestClient client = broker.clean("client" + qos);
      client.ask("r/#", qos, 1);
      assertThat(client.takePayloads()).containsExactly("y");
      client.expectOpen();
    }
  }

  @Test
  void an_unreadable_message_that_may_expire_is_dropped_like_any_other() {
    Message lost =
        Message.elsewhere(
            content("t", "").topic(),
            () -> {
              throw new IllegalStateException("A message is lost");
            },
            100,
            Duration.ofHours(1).toNanos(),
            broker.scheduler().now());
    restore(session(1, "anna", owed(2, 1, lost, 0, false), owed(3, 1, "next")));
    TestClient anna = broker.persistent("anna");
    assertThat(anna.takePayloads()).containsExactly("next");
    assertThat(broker.count(Counter.DROPPED_UNREADABLE)).isEqualTo(1);
  }
}
