package dev.rialto.session;

import static dev.rialto.session.TestClient.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.observe.Counter;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.Qos;
import dev.rialto.wire.ReasonCode;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a delayed will is published (MQTT 5.0 sections 3.1.2.5 and 3.1.3.2.2). */
class WillDelayTest {
  private static final Duration LITTLE = Duration.ofNanos(1);

  private final TestBroker broker = new TestBroker();
  private final TestClient listener = broker.clean("listener");

  @BeforeEach
  void listen() {
    listener.subscribe("#", 0);
  }

  private TestClient connect(boolean cleanStart, long expiry, long delay, String will) {
    TestClient client = broker.client5("anna");
    client.connect5(
        cleanStart,
        0,
        new Packet.WillMessage(message(0, "w", will, 0).message(), Qos.AT_MOST_ONCE, false, delay),
        Properties.of(Property.SESSION_EXPIRY_INTERVAL, expiry));
    client.take();
    return client;
  }

  private void expectWill(String will) {
    listener.expect(message(0, "w", will, 0));
  }

  // [MQTT-3.1.2-8]: when its delay has passed or the session ends, whichever is first
  @ParameterizedTest
  @CsvSource({"60, 10, 10", "10, 60, 10", "10, 10, 10", "60, 4294967295, 60"})
  void it_is_published_after_its_delay_or_at_the_end_of_the_session(
      long expiry, long delay, long expected) {
    connect(true, expiry, delay, "bye").vanish();
    broker.scheduler().pass(Duration.ofSeconds(expected).minus(LITTLE));
    listener.expectNothing();
    broker.scheduler().pass(LITTLE);
    expectWill("bye");
    broker.scheduler().pass(Duration.ofDays(365));
    listener.expectNothing(); // [MQTT-3.1.2-10]
    assertThat(broker.count(Counter.WILLS_PUBLISHED)).isEqualTo(1);
    assertThat(broker.scheduler().planned()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"0, 60", "0, 0", "60, 0"})
  void it_is_published_at_once_without_delay_or_without_a_session(long expiry, long delay) {
    connect(true, expiry, delay, "bye").vanish();
    expectWill("bye");
  }

  @Test
  void it_is_not_when_the_client_is_back_before() { // [MQTT-3.1.3-9]
    connect(true, 60, 10, "one").vanish();
    broker.scheduler().pass(Duration.ofSeconds(10).minus(LITTLE));
    TestClient back = connect(false, 60, 10, "two");
    broker.scheduler().pass(Duration.ofDays(1));
    listener.expectNothing();
    back.vanish();
    broker.scheduler().pass(Duration.ofSeconds(10));
    expectWill("two");
  }

  @Test
  void also_when_it_is_back_without_a_will_or_in_mqtt_3() { // [MQTT-3.1.3-9]
    connect(true, 60, 10, "one").vanish();
    broker.persistent5("anna").disconnect();
    connect(false, 60, 10, "two").vanish();
    broker.persistent("anna").disconnect();
    broker.scheduler().pass(Duration.ofDays(100));
    listener.expectNothing();
  }

  @Test
  void a_clean_start_ends_the_session_and_so_publishes_it() { // [MQTT-3.1.2-8]
    connect(true, 60, 10, "one").vanish();
    connect(true, 60, 10, "two");
    expectWill("one");
    broker.scheduler().pass(Duration.ofDays(1));
    listener.expectNothing();
  }

  @ParameterizedTest
  @CsvSource({"DISCONNECT_WITH_WILL_MESSAGE", "UNSPECIFIED_ERROR", "PROTOCOL_ERROR"})
  void a_client_that_leaves_can_want_it_published(ReasonCode reason) {
    connect(true, 60, 10, "bye").disconnect(reason, Properties.NONE);
    listener.expectNothing();
    broker.scheduler().pass(Duration.ofSeconds(10));
    expectWill("bye");
  }

  @Test
  void or_deleted() { // [MQTT-3.14.4-3], [MQTT-3.1.2-10]
    connect(true, 60, 10, "bye").disconnect();
    broker.scheduler().pass(Duration.ofDays(1));
    listener.expectNothing();
  }

  @Test
  void when_it_ends_the_session_at_the_same_time_it_is_published_at_once() {
    connect(true, 60, 10, "bye")
        .disconnect(
            ReasonCode.DISCONNECT_WITH_WILL_MESSAGE,
            Properties.of(Property.SESSION_EXPIRY_INTERVAL, 0));
    expectWill("bye");
  }

  @Test
  void when_it_makes_the_session_shorter_it_is_published_at_its_end() {
    connect(true, 60, 10, "bye")
        .disconnect(
            ReasonCode.DISCONNECT_WITH_WILL_MESSAGE,
            Properties.of(Property.SESSION_EXPIRY_INTERVAL, 5));
    broker.scheduler().pass(Duration.ofSeconds(5));
    expectWill("bye");
  }
}
