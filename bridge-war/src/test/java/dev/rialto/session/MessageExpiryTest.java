package dev.rialto.session;

import static dev.rialto.session.Options.expiry;
import static dev.rialto.session.Options.messages;
import static dev.rialto.session.TestClient.message;
import static dev.rialto.session.TestClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.Setting;
import dev.rialto.observe.Counter;
import dev.rialto.store.Change;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.Qos;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that are worth nothing after a time (MQTT 5.0 section 3.3.2.3.3). */
class MessageExpiryTest {
  private static final long LONGEST = 0xFFFF_FFFFL; // seconds

  private TestBroker broker = new TestBroker();
  private TestClient publisher = broker.clean5("publisher");

  @BeforeEach
  void away() {
    TestClient durable = broker.persistent5("away");
    durable.take();
    durable.subscribe(request("t", 2), Properties.NONE);
    durable.disconnect();
  }

  private void with(Object... settings) {
    broker = new TestBroker(settings);
    publisher = broker.clean5("publisher");
    away();
  }

  private void publish(int qos, String payload, long expiry) {
    publisher.send(message(qos, "t", payload, 1, expiry(expiry)));
    publisher.pubrel(1);
  }

  private void passMillis(long millis) {
    broker.scheduler().pass(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void at_once_it_goes_as_it_came(int qos) {
    TestClient here = broker.clean5("here");
    here.subscribe(request("t", 2), Properties.NONE);
    publisher.send(message(qos, "t", "x", qos == 0 ? 0 : 1, expiry(60)));
    here.expect(message(qos, "t", "x", qos == 0 ? 0 : 1, expiry(60)));
  }

  @ParameterizedTest
  @CsvSource({"0, 60", "999, 60", "1000, 59", "20500, 40", "59000, 1", "59999, 1"})
  void what_it_has_waited_is_taken_off(long millis, long left) { // [MQTT-3.3.2-6]
    publish(1, "x", 60);
    passMillis(millis);
    assertThat(messages(broker.persistent5("away")))
        .containsExactly(message(1, "t", "x", 1, expiry(left)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void after_its_time_it_is_not_sent(int qos) { // [MQTT-3.3.2-5]
    publish(qos, "x", 60);
    publisher.publish(1, "t", "lasting", 2);
    passMillis(60_000);
    assertThat(broker.persistent5("away").takePayloads()).containsExactly("lasting");
    assertThat(broker.count(Counter.DROPPED_EXPIRED)).isEqualTo(1);
    assertThat(broker.store().changes(Change.Consumed.class)).hasSize(1); // the store forgets it
  }

  @Test
  void an_interval_of_zero_is_as_good_as_one() { // the shortest that a subscriber could tell
    publish(1, "x", 0);
    passMillis(999);
    assertThat(messages(broker.persistent5("away")))
        .containsExactly(message(1, "t", "x", 1, expiry(0)));
    away();
    publish(1, "y", 0);
    passMillis(1000);
    assertThat(broker.persistent5("away").takePayloads()).doesNotContain("y");
  }

  @Test
  void the_longest_interval_is_136_years() {
    with(Setting.SESSION_EXPIRY, "3650 d");
    TestClient durable = broker.client5("patient");
    durable.connect5(false, Properties.of(Property.SESSION_EXPIRY_INTERVAL, LONGEST));
    durable.subscribe(request("t", 1), Properties.NONE);
    durable.disconnect();
    publish(1, "x", LONGEST);
    broker.scheduler().pass(Duration.ofDays(3649));
    TestClient back = broker.client5("patient");
    back.connect5(false, Properties.NONE);
    assertThat(messages(back))
        .containsExactly(message(1, "t", "x", 1, expiry(LONGEST - 3649 * 86_400L)));
  }

  @Test
  void without_an_interval_it_never_expires() {
    publisher.publish(1, "t", "x", 1);
    broker.scheduler().pass(Duration.ofMinutes(59)); // then its session does
    assertThat(broker.persistent5("away").takePayloads()).containsExactly("x");
  }

  @Test
  void a_message_in_flight_is_repeated_after_its_time() { // [MQTT-4.4.0-1]: it has been begun
    TestClient durable = broker.persistent5("away");
    publish(1, "one", 10);
    publish(2, "two", 10);
    durable.vanish();
    passMillis(60_000);
    assertThat(messages(broker.persistent5("away")))
        .extracting(TestClient::payload, repeated -> repeated.delivery().duplicate())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("one", true),
            org.assertj.core.groups.Tuple.tuple("two", true));
    assertThat(broker.count(Counter.DROPPED_EXPIRED)).isZero();
  }

  @Test
  void one_that_waits_for_room_expires_too() {
    TestClient slow = broker.client5("slow");
    slow.connect5(true, Properties.of(Property.RECEIVE_MAXIMUM, 1));
    slow.take();
    slow.subscribe(request("t", 1), Properties.NONE);
    publish(1, "sent", 10);
    publish(1, "waits", 10);
    publish(1, "waits longer", 30);
    slow.expect(message(1, "t", "sent", 1, expiry(10)));
    passMillis(12_000);
    slow.puback(1);
    slow.expect(message(1, "t", "waits longer", 2, expiry(18)));
  }

  @Test
  void in_a_full_queue_the_expired_make_room() {
    with(Setting.QUEUE_MESSAGES_MAX, 3);
    publish(1, "short", 1);
    publish(1, "long", 100);
    publish(1, "short too", 1);
    passMillis(1000);
    publish(1, "new", 100);
    publish(1, "newer", 100);
    publish(1, "too many", 100);
    assertThat(broker.count(Counter.DROPPED_EXPIRED)).isEqualTo(2);
    assertThat(broker.count(Counter.DROPPED_QUEUE_FULL)).isEqualTo(1);
    assertThat(broker.persistent5("away").takePayloads()).containsExactly("long", "new", "newer");
  }

  @Test
  void one_that_waited_for_the_disk_too_long_is_not_sent_with_qos_0_either() { // [MQTT-3.3.2-5]
    TestClient here = broker.clean5("here");
    here.subscribe(request("t", 0), Properties.NONE);
    broker.store().hold();
    publish(1, "short", 2);
    publish(1, "long", 10);
    passMillis(3000);
    broker.store().release();
    here.expect(message(0, "t", "long", 0, expiry(7))); // [MQTT-3.3.2-6]
  }

  @Test
  void it_expires_for_mqtt_3_subscribers_too() {
    TestClient old = broker.persistent("old");
    old.subscribe("t", 1);
    old.disconnect();
    publish(1, "short", 5);
    publish(1, "long", 50);
    passMillis(6000);
    broker.persistent("old").expect(TestClient.WELCOME_BACK, message(1, "t", "long", 1));
  }

  @Test
  void a_will_begins_to_expire_when_it_is_published() { // section 3.1.3.2.4
    TestClient dying = broker.client5("dying");
    Packet.Publish last = message(1, "t", "bye", 1, expiry(60));
    dying.connect5(
        true,
        0,
        new Packet.WillMessage(last.message(), Qos.AT_LEAST_ONCE, false, 100),
        Properties.of(Property.SESSION_EXPIRY_INTERVAL, 1000));
    passMillis(5000);
    dying.vanish();
    passMillis(100_000);
    passMillis(20_000);
    assertThat(messages(broker.persistent5("away")))
        .containsExactly(message(1, "t", "bye", 1, expiry(40)));
  }
}
