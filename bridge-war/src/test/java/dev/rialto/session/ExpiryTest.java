package dev.rialto.session;

import static dev.rialto.session.TestClient.WELCOME;
import static dev.rialto.session.TestClient.WELCOME_BACK;
import static dev.rialto.session.TestClient.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.Setting;
import dev.rialto.observe.Counter;
import dev.rialto.store.Change;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long a persistent session waits for its client. */
class ExpiryTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration LITTLE = Duration.ofNanos(1);

  private final TestBroker broker = new TestBroker(Setting.SESSION_EXPIRY, "1 h");
  private TestClient client;

  @BeforeEach
  void subscribe() {
    client = broker.persistent("anna");
    client.subscribe("t", 1);
  }

  @Test
  void it_ends_when_its_time_is_over() {
    client.vanish();
    broker.scheduler().pass(HOUR.minus(LITTLE));
    assertThat(broker.sessions()).isEqualTo(1);
    assertThat(broker.store().changes(Change.SessionEnded.class)).isEmpty();
    broker.scheduler().pass(LITTLE);
    assertThat(broker.sessions()).isZero();
    assertThat(broker.store().changes(Change.SessionEnded.class)).hasSize(1);
    broker.expectNoSubscriptions();
    broker.persistent("anna").expect(WELCOME);
  }

  @Test
  void its_messages_go_with_it_and_are_counted() {
    client.vanish();
    TestClient publisher = broker.clean("publisher");
    publisher.publish(1, "t", "x", 1);
    publisher.publish(1, "t", "y", 2);
    broker.scheduler().pass(HOUR);
    assertThat(broker.count(Counter.DROPPED_WITH_SESSION)).isEqualTo(2);
    publisher.publish(1, "t", "z", 3);
    assertThat(broker.store().changes(Change.Queued.class)).hasSize(2);
  }

  @Test
  void coming_back_in_time_cancels_it() {
    client.vanish();
    broker.scheduler().pass(HOUR.minus(LITTLE));
    client = broker.persistent("anna");
    client.expect(WELCOME_BACK);
    assertThat(broker.scheduler().planned()).isZero();
    broker.scheduler().pass(HOUR.multipliedBy(100));
    client.expectOpen();
    broker.clean("publisher").publish("t", "x");
    client.expect(message(0, "t", "x", 0));
  }

  @Test
  void each_absence_counts_anew() {
    for (int i = 0; i < 3; i++) {
      client.disconnect();
      broker.scheduler().pass(HOUR.minus(LITTLE));
      client = broker.persistent("anna");
      client.expect(WELCOME_BACK);
    }
    client.disconnect();
    broker.scheduler().pass(HOUR);
    assertThat(broker.sessions()).isZero();
  }

  @Test
  void a_clean_session_in_its_place_leaves_no_alarm() {
    client.disconnect();
    broker.clean("anna");
    assertThat(broker.scheduler().planned()).isZero();
    broker.scheduler().pass(HOUR);
    assertThat(broker.sessions()).isEqualTo(1);
  }

  @Test
  void stopping_keeps_persistent_sessions() {
    broker.shutDown();
    assertThat(broker.store().changes(Change.SessionEnded.class)).isEmpty();
    assertThat(broker.store().changes(Change.Subscribed.class)).hasSize(1);
  }
}
