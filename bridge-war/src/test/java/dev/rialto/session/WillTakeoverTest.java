package dev.rialto.session;

import static dev.rialto.session.TestClient.message;

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
import org.junit.jupiter.params.provider.ValueSource;

/** Wills of clients that connect again while connected, and other ends (section 3.1.4). */
class WillTakeoverTest {
  private final TestBroker broker = new TestBroker();
  private final TestClient listener = broker.clean("listener");

  @BeforeEach
  void listen() {
    listener.subscribe("#", 0);
  }

  private TestClient connect(boolean cleanStart, long expiry, long delay) {
    TestClient client = broker.client5("anna");
    client.connect5(
        cleanStart,
        0,
        new Packet.WillMessage(message(0, "w", "bye", 0).message(), Qos.AT_MOST_ONCE, false, delay),
        Properties.of(Property.SESSION_EXPIRY_INTERVAL, expiry));
    return client;
  }

  // [MQTT-3.1.4-3] and the comment on it: it is published if it has no delay, or if the session
  // ends by the takeover; it is not if the session goes on
  @ParameterizedTest
  @CsvSource({
    "60, 0, false, true",
    "60, 0, true, true",
    "60, 9, false, false",
    "60, 9, true, true",
    "0, 0, false, true",
    "0, 9, false, true",
    "0, 9, true, true",
  })
  void a_takeover_publishes_it_or_not(
      long expiry, long delay, boolean cleanStart, boolean published) {
    TestClient old = connect(true, expiry, delay);
    TestClient next = broker.client5("anna");
    next.connect5(cleanStart, Properties.of(Property.SESSION_EXPIRY_INTERVAL, 60));
    Farewell.expect(old, ReasonCode.SESSION_TAKEN_OVER);
    if (published) {
      listener.expect(message(0, "w", "bye", 0));
    }
    broker.scheduler().pass(Duration.ofSeconds(30));
    listener.expectNothing();
  }

  @Test
  void a_continued_session_that_was_not_to_last_ends_by_the_takeover() {
    connect(true, 60, 9).disconnect();
    connect(false, 0, 9); // the same session, to end with this connection
    broker.persistent5("anna");
    listener.expect(message(0, "w", "bye", 0));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 9})
  void an_operator_who_closes_the_connection_does_not_delete_it(long delay) { // [MQTT-3.1.2-8]
    connect(true, 60, delay);
    broker.disconnect("anna");
    broker.scheduler().pass(Duration.ofSeconds(delay));
    listener.expect(message(0, "w", "bye", 0));
  }

  @Test
  void nor_does_a_client_that_says_what_only_servers_say() { // [MQTT-3.1.2-10] is for 0x00 only
    connect(true, 60, 0).disconnect(ReasonCode.SERVER_SHUTTING_DOWN, Properties.NONE);
    listener.expect(message(0, "w", "bye", 0));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 9})
  void it_is_published_also_when_the_connection_ends_before_it_is_stored(long delay) {
    broker.store().hold();
    connect(true, 60, delay).vanish();
    broker.store().release();
    broker.scheduler().pass(Duration.ofSeconds(delay));
    listener.expect(message(0, "w", "bye", 0));
  }

  @Test
  void and_when_an_earlier_connection_is_still_there_then() {
    broker.persistent5("anna");
    broker.store().hold();
    connect(false, 60, 9).vanish();
    broker.store().release();
    broker.scheduler().pass(Duration.ofSeconds(9));
    listener.expect(message(0, "w", "bye", 0));
  }
}
