package dev.rialto.store.file;

import static dev.rialto.store.file.StoreFixture.DAY;
import static dev.rialto.store.file.StoreFixture.message;
import static dev.rialto.store.file.StoreFixture.queued;
import static dev.rialto.store.file.StoreFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.store.Change;
import dev.rialto.store.Kept;
import dev.rialto.store.Kept.KeptMessage;
import dev.rialto.store.Kept.KeptSession;
import dev.rialto.store.Transaction;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Payload;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.Qos;
import dev.rialto.wire.Subscription;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was stored is there again when the store is opened, whatever way it was closed. */
class KeptTest {
  private final StoreFixture fixture = new StoreFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  private KeptSession onlySession() {
    Kept kept = fixture.afterPowerCut();
    assertThat(kept.sessions()).hasSize(1);
    assertThat(fixture.status().damage()).isEmpty();
    return kept.sessions().get(0);
  }

  @Test
  void nothing_at_first() {
    assertThat(fixture.store().kept()).isEqualTo(Kept.NOTHING);
    assertThat(fixture.reopen()).isEqualTo(Kept.NOTHING);
  }

  @Test
  void a_session_with_all_that_it_has() {
    long anna = fixture.session("anna");
    Subscription rich = new Subscription(Qos.EXACTLY_ONCE, true, true, 268_435_455, true);
    fixture.stored(
        new Change.Subscribed(anna, "a/#", new Subscription(Qos.AT_LEAST_ONCE)),
        new Change.Subscribed(anna, "a/#", rich),
        new Change.Subscribed(anna, "gone", rich),
        new Change.Received(anna, 65_535),
        new Change.Received(anna, 7));
    fixture.stored(new Change.Unsubscribed(anna, "gone"), new Change.Completed(anna, 7));
    KeptSession session = onlySession();
    assertThat(session.number()).isEqualTo(anna);
    assertThat(session.clientId()).isEqualTo("anna");
    assertThat(session.expiry()).isEqualTo(DAY);
    assertThat(session.away()).isZero();
    assertThat(session.will()).isNull();
    assertThat(session.subscriptions()).containsOnlyKeys("a/#").containsValue(rich);
    assertThat(session.received()).containsExactly(65_535);
    assertThat(session.owed()).isEmpty();
  }

  @Test
  void whose_it_is() {
    fixture.stored(new Change.SessionBegun("anna", "Ännchen", DAY));
    assertThat(onlySession().userName()).isEqualTo("Ännchen");
    fixture.stored(new Change.SessionEnded(onlySession().number()));
    fixture.session("berta");
    assertThat(onlySession().userName()).isNull();
  }

  @Test
  void what_it_is_owed_in_order_first_what_was_begun_with() {
    long anna = fixture.session("anna");
    long first = fixture.stored(queued(anna, "one"), queued(anna, "two"), queued(anna, "three"));
    fixture.stored(queued(anna, "four"));
    fixture.stored(
        new Change.Sent(anna, first + 1, 11),
        new Change.Sent(anna, first + 2, 12),
        new Change.Released(anna, first + 1));
    List<KeptMessage> owed = onlySession().owed();
    assertThat(owed)
        .extracting(each -> text(each.message()))
        .containsExactly("two", "three", "one", "four");
    assertThat(owed).extracting(KeptMessage::packetId).containsExactly(11, 12, 0, 0);
    assertThat(owed).extracting(KeptMessage::released).containsExactly(true, false, false, false);
  }

  @Test
  void messages_with_everything_that_belongs_to_them() {
    long anna = fixture.session("anna");
    Properties properties =
        Properties.builder()
            .put(Property.CONTENT_TYPE, "text/plain")
            .put(Property.RESPONSE_TOPIC, "r")
            .put(Property.CORRELATION_DATA, Payload.of("c"))
            .put(Property.PAYLOAD_FORMAT_INDICATOR, 1)
            .user("k", "v1")
            .user("k", "v2")
            .build();
    Properties identifiers =
        Properties.builder()
            .put(Property.SUBSCRIPTION_IDENTIFIER, 1)
            .put(Property.SUBSCRIPTION_IDENTIFIER, 268_435_455)
            .build();
    Message message = message("t/ü/😀", "payload", properties);
    Delivery delivery = Delivery.of(Qos.EXACTLY_ONCE, true, identifiers);
    Change.Origin origin = new Change.Origin("$share/g/t/#", Qos.EXACTLY_ONCE, true);
    fixture.stored(new Change.Queued(anna, message, delivery, origin));
    KeptMessage owed = onlySession().owed().get(0);
    assertThat(owed.message()).isEqualTo(message);
    assertThat(owed.delivery()).isEqualTo(delivery);
    assertThat(owed.origin()).isEqualTo(origin);
  }

  @Test
  void a_message_for_several_is_one() {
    long anna = fixture.session("anna");
    long berta = fixture.session("berta");
    Message message = message("t", "x".repeat(100_000));
    long before = fixture.status().bytes();
    fixture.stored(
        queued(anna, message),
        queued(berta, message),
        new Change.Retained(message, Qos.AT_LEAST_ONCE, null, "author"));
    assertThat(fixture.status().bytes() - before).isBetween(100_000L, 101_000L);
    Kept kept = fixture.reopen();
    assertThat(kept.sessions().get(0).owed().get(0).message())
        .isSameAs(kept.sessions().get(1).owed().get(0).message())
        .isSameAs(kept.retained().get(0).message())
        .isEqualTo(message);
  }

  @Test
  void what_was_consumed_is_gone() {
    long anna = fixture.session("anna");
    long first = fixture.stored(queued(anna, "one"), queued(anna, "two"));
    fixture.commit(Transaction.upkeep(new Change.Consumed(anna, first)));
    assertThat(onlySession().owed())
        .extracting(each -> text(each.message()))
        .containsExactly("two");
  }

  @Test
  void the_time_that_a_client_has_been_away() {
    long anna = fixture.session("anna");
    fixture.stored(new Change.Left(anna, Duration.ofHours(2)));
    fixture.clock().pass(Duration.ofMinutes(5));
    KeptSession away = onlySession();
    assertThat(away.away()).isEqualTo(Duration.ofMinutes(5));
    assertThat(away.expiry()).isEqualTo(Duration.ofHours(2));
    fixture.stored(new Change.Resumed(anna, Duration.ofHours(3)));
    KeptSession back = onlySession();
    assertThat(back.away()).isZero();
    assertThat(back.expiry()).isEqualTo(Duration.ofHours(3));
  }

  @Test
  void a_will_and_how_long_it_still_waits() {
    long anna = fixture.session("anna");
    Packet.WillMessage will =
        new Packet.WillMessage(message("will", "gone"), Qos.EXACTLY_ONCE, true, 100);
    fixture.stored(new Change.Left(anna, DAY), new Change.WillLeft(anna, will));
    fixture.clock().pass(Duration.ofSeconds(30));
    Kept.KeptWill kept = onlySession().will();
    assertThat(kept.due()).isEqualTo(Duration.ofSeconds(70));
    assertThat(kept.will().message()).isEqualTo(will.message());
    assertThat(kept.will().qos()).isEqualTo(Qos.EXACTLY_ONCE);
    assertThat(kept.will().retain()).isTrue();
    fixture.stored(new Change.Resumed(anna, DAY));
    assertThat(onlySession().will()).isNull(); // [MQTT-3.1.3-9]
    fixture.stored(new Change.WillLeft(anna, will));
    fixture.stored(new Change.WillGone(anna));
    assertThat(onlySession().will()).isNull();
  }

  @Test
  void the_last_retained_message_of_each_topic() {
    fixture.stored(new Change.Retained(message("a", "1"), Qos.AT_MOST_ONCE, null, "author"));
    fixture.stored(new Change.Retained(message("a", "2"), Qos.EXACTLY_ONCE, null, "author"));
    fixture.stored(new Change.Retained(message("b", "3"), Qos.AT_LEAST_ONCE, null, "author"));
    fixture.stored(new Change.Cleared("b"));
    long c =
        fixture.stored(new Change.Retained(message("c", "4"), Qos.AT_LEAST_ONCE, null, "author"));
    fixture.stored(new Change.RetainedExpired("c", c - 1)); // that was an earlier one
    long d =
        fixture.stored(new Change.Retained(message("d", "5"), Qos.AT_LEAST_ONCE, null, "author"));
    fixture.stored(new Change.RetainedExpired("d", d));
    Kept kept = fixture.afterPowerCut();
    assertThat(kept.retained())
        .extracting(each -> text(each.message()) + " " + each.qos())
        .containsExactlyInAnyOrder("2 EXACTLY_ONCE", "4 AT_LEAST_ONCE");
  }

  @Test
  void who_has_published_a_retained_message() {
    fixture.stored(new Change.Retained(message("a", "1"), Qos.AT_LEAST_ONCE, "anna", "annas"));
    fixture.stored(new Change.Retained(message("b", "2"), Qos.AT_LEAST_ONCE, null, "x"));
    assertThat(fixture.afterPowerCut().retained())
        .extracting(each -> each.userName() + " " + each.clientId())
        .containsExactlyInAnyOrder("anna annas", "null x");
  }

  @Test
  void the_moment_when_a_message_expires() {
    long anna = fixture.session("anna");
    Properties expiry = Properties.of(Property.MESSAGE_EXPIRY_INTERVAL, 60);
    Message message = message("t", "x", expiry).arrivedAt(fixture.clock().now());
    fixture.stored(queued(anna, message));
    fixture.clock().pass(Duration.ofSeconds(20));
    Message kept = onlySession().owed().get(0).message();
    assertThat(kept.expires()).isTrue();
    long now = fixture.clock().now();
    assertThat(kept.expiresIn(now)).isEqualTo(Duration.ofSeconds(40).toNanos());
    Delivery left = kept.left(Delivery.of(Qos.AT_LEAST_ONCE, false, Properties.NONE), now);
    assertThat(left.properties()).isEqualTo(Properties.of(Property.MESSAGE_EXPIRY_INTERVAL, 40));
  }

  @Test
  void a_session_that_ended_is_gone_with_all_that_it_had() {
    long anna = fixture.session("anna");
    fixture.stored(
        queued(anna, "x"),
        new Change.Subscribed(anna, "t", new Subscription(Qos.AT_LEAST_ONCE)),
        new Change.Received(anna, 1));
    fixture.stored(new Change.SessionEnded(anna));
    fixture.stored(queued(anna, "it raced")); // [the router had found it before]
    long again = fixture.session("anna");
    KeptSession session = onlySession();
    assertThat(session.number()).isEqualTo(again).isGreaterThan(anna);
    assertThat(session.owed()).isEmpty();
    assertThat(session.subscriptions()).isEmpty();
    assertThat(session.received()).isEmpty();
  }

  @Test
  void an_ended_session_keeps_its_part_of_shared_subscriptions_until_that_is_passed_on() {
    long anna = fixture.session("anna");
    Change.Origin origin = new Change.Origin("$share/g/t", Qos.AT_LEAST_ONCE, false);
    Delivery delivery = Delivery.of(Qos.AT_LEAST_ONCE, false, Properties.NONE);
    long first =
        fixture.stored(
            new Change.Queued(anna, message("t", "shared"), delivery, origin), queued(anna, "own"));
    fixture.stored(new Change.SessionEnded(anna));
    KeptSession left = onlySession();
    assertThat(left.clientId()).isNull();
    assertThat(left.owed()).extracting(each -> text(each.message())).containsExactly("shared");
    fixture.stored(new Change.Consumed(anna, first));
    assertThat(fixture.reopen().sessions()).isEmpty();
  }

  @Test
  void numbers_go_on_where_they_were() {
    long anna = fixture.session("anna");
    fixture.reopen();
    assertThat(fixture.session("berta")).isGreaterThan(anna);
  }
}
