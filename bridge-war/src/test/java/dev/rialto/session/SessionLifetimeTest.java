package dev.rialto.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.Setting;
import dev.rialto.store.Change;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.ReasonCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The session expiry interval (MQTT 5.0 sections 3.1.2.11.2, 3.2.2.3.2 and 3.14.2.2.2). */
class SessionLifetimeTest {
  private static final long FOR_EVER = 0xFFFF_FFFFL;
  private static final Duration LITTLE = Duration.ofNanos(1);

  private final TestBroker broker = new TestBroker(Setting.SESSION_EXPIRY, "1 h");
  private final TestClient client = broker.client5("anna");

  private Properties connect(long expiry) {
    client.connect5(true, expiry(expiry));
    return ((Packet.ConnAck) client.take().get(0)).properties();
  }

  private static Properties expiry(long seconds) {
    return Properties.of(Property.SESSION_EXPIRY_INTERVAL, seconds);
  }

  private void expectEndAfter(long seconds) {
    broker.scheduler().pass(Duration.ofSeconds(seconds).minus(LITTLE));
    assertThat(broker.sessions()).isEqualTo(1);
    broker.scheduler().pass(LITTLE);
    assertThat(broker.sessions()).isZero();
    assertThat(broker.store().changes(Change.SessionEnded.class)).hasSize(1);
    assertThat(broker.scheduler().planned()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "60, 60", "3600, 3600", "3601, 3600", "4294967295, 3600"})
  void a_session_ends_so_long_after_its_connection(long asked, long given) {
    connect(asked);
    broker.scheduler().pass(Duration.ofDays(1)); // [MQTT-4.1.0-1]
    client.vanish();
    expectEndAfter(given); // [MQTT-3.1.2-23], [MQTT-4.1.0-2]
  }

  @ParameterizedTest
  @ValueSource(longs = {3601, FOR_EVER})
  void who_gets_less_than_it_asks_for_is_told(long asked) {
    assertThat(connect(asked).number(Property.SESSION_EXPIRY_INTERVAL, -1)).isEqualTo(3600);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 3600})
  void who_gets_what_it_asks_for_need_not_be_told(long asked) {
    assertThat(connect(asked).has(Property.SESSION_EXPIRY_INTERVAL)).isFalse();
  }

  @Test
  void without_one_the_session_ends_with_its_connection() {
    client.connect5(false, Properties.NONE);
    assertThat(broker.sessions()).isEqualTo(1);
    client.vanish();
    assertThat(broker.sessions()).isZero();
    assertThat(broker.store().changes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"60, 10, 10", "60, 600, 600", "60, 4294967295, 3600"})
  void a_client_can_change_it_when_it_leaves(long before, long after, long given) {
    connect(before);
    client.disconnect(ReasonCode.NORMAL_DISCONNECTION, expiry(after));
    client.expectNothing(); // [MQTT-3.14.2-2]
    expectEndAfter(given);
  }

  @Test
  void zero_ends_the_session_now() {
    connect(60);
    client.subscribe("t", 1);
    client.disconnect(ReasonCode.NORMAL_DISCONNECTION, expiry(0));
    assertThat(broker.sessions()).isZero();
    broker.expectNoSubscriptions();
  }

  @Test
  void a_disconnect_without_it_changes_nothing() {
    connect(60);
    client.disconnect();
    expectEndAfter(60);
  }

  @Test
  void a_session_that_was_to_end_with_its_connection_cannot_be_kept_after_all() {
    connect(0); // a protocol error (section 3.14.2.2.2)
    client.disconnect(ReasonCode.NORMAL_DISCONNECTION, expiry(60));
    Farewell.expect(client, ReasonCode.PROTOCOL_ERROR);
    assertThat(broker.sessions()).isZero();
  }

  @Test
  void zero_after_zero_is_no_error() {
    connect(0);
    client.disconnect(ReasonCode.NORMAL_DISCONNECTION, expiry(0));
    client.expectNothing();
    client.expectClosed(ReasonCode.NORMAL_DISCONNECTION);
  }
}
