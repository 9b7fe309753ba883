package dev.rialto.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.store.Change;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.ReasonCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Each connection says anew how long the session is to outlive it (MQTT 5.0 section 3.1.2.11.2).
 */
class SessionResumedTest {
  private final TestBroker broker = new TestBroker();

  private TestClient connect(long expiry) {
    TestClient client = broker.client5("anna");
    client.connect5(false, Properties.of(Property.SESSION_EXPIRY_INTERVAL, expiry));
    return client;
  }

  private static boolean present(TestClient client) {
    return ((Packet.ConnAck) client.take().get(0)).sessionPresent();
  }

  @Test
  void the_last_connection_counts() {
    connect(3600).vanish();
    connect(10).vanish();
    broker.scheduler().pass(Duration.ofSeconds(10));
    assertThat(broker.sessions()).isZero();
  }

  @Test
  void a_continued_session_ends_with_a_connection_that_asks_for_none() { // [MQTT-3.1.2-23]
    connect(3600).vanish();
    TestClient client = connect(0);
    assertThat(present(client)).isTrue();
    client.vanish();
    assertThat(broker.sessions()).isZero();
    assertThat(broker.store().changes(Change.SessionEnded.class)).hasSize(1);
    assertThat(present(connect(3600))).isFalse();
  }

  @Test
  void also_when_that_connection_is_taken_over() { // section 3.1.4, the comment on [MQTT-3.1.4-3]
    connect(3600).vanish();
    TestClient client = connect(0);
    client.subscribe("t", 1);
    client.take();
    TestClient next = connect(3600);
    assertThat(present(next)).isFalse();
    Farewell.expect(client, ReasonCode.SESSION_TAKEN_OVER);
    broker.expectNoSubscriptions();
    assertThat(broker.store().changes(Change.SessionEnded.class)).hasSize(1);
    next.vanish();
    assertThat(present(connect(0))).isTrue(); // the new one lasts
  }

  @Test
  void each_absence_counts_anew() {
    for (int i = 0; i < 3; i++) {
      connect(10).vanish();
      broker.scheduler().pass(Duration.ofSeconds(10).minusNanos(1));
    }
    TestClient client = connect(10);
    assertThat(present(client)).isTrue();
    assertThat(broker.scheduler().planned()).isZero();
    broker.scheduler().pass(Duration.ofDays(1));
    client.expectOpen();
  }

  @Test
  void a_change_of_mind_counts_also_before_the_session_is_stored() {
    broker.store().hold();
    TestClient client = connect(3600);
    client.disconnect(
        ReasonCode.NORMAL_DISCONNECTION, Properties.of(Property.SESSION_EXPIRY_INTERVAL, 0));
    broker.store().release();
    assertThat(broker.sessions()).isZero();
  }

  @Test
  void a_session_of_mqtt_3_lasts_as_the_server_is_set() {
    broker.persistent("anna").vanish();
    broker.scheduler().pass(Duration.ofDays(7).minusNanos(1));
    assertThat(broker.sessions()).isEqualTo(1);
    broker.scheduler().pass(Duration.ofNanos(1));
    assertThat(broker.sessions()).isZero();
  }
}
