package dev.rialto.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.Setting;
import dev.rialto.observe.Counter;
import dev.rialto.wire.ReasonCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who publishes more than it may is read more slowly, and loses nothing. */
class PaceTest {
  private static void publish(TestClient client, int count) {
    for (int i = 1; i <= count; i++) {
      client.publish(0, "t", "x", 0);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void so_many_messages_in_a_second_and_as_many_in_advance(int qos) {
    TestBroker broker = new TestBroker(Setting.PUBLISH_RATE_MAX, 10);
    TestClient client = broker.clean5("fast");
    for (int i = 1; i <= 10; i++) {
      client.publish(qos, "t", "x", i);
    }
    assertThat(client.link().isPaused()).isFalse();
    client.publish(qos, "t", "x", 11);
    assertThat(client.link().isPaused()).isTrue();
    broker.scheduler().pass(Duration.ofMillis(599));
    assertThat(client.link().isPaused()).isTrue();
    broker.scheduler().pass(Duration.ofMillis(1)); // half of the advance is back
    assertThat(client.link().isPaused()).isFalse();
    assertThat(broker.count(Counter.READS_PAUSED)).isEqualTo(1);
    assertThat(broker.count(Counter.MESSAGES_RECEIVED)).isEqualTo(11);
  }

  @Test
  void so_many_bytes_in_a_second() {
    TestBroker broker = new TestBroker(Setting.PUBLISH_BYTES_MAX, "1000");
    TestClient client = broker.clean5("large");
    client.publish("t", "x".repeat(999));
    assertThat(client.link().isPaused()).isFalse();
    client.publish("t", "x".repeat(9_999)); // eleven seconds' worth
    assertThat(client.link().isPaused()).isTrue();
    broker.scheduler().pass(Duration.ofMillis(10_499));
    assertThat(client.link().isPaused()).isTrue();
    broker.scheduler().pass(Duration.ofMillis(1));
    assertThat(client.link().isPaused()).isFalse();
  }

  @Test
  void what_had_been_read_is_taken_and_paid_for() {
    TestBroker broker = new TestBroker(Setting.PUBLISH_RATE_MAX, 10);
    TestClient listener = broker.clean5("listener");
    listener.subscribe("t", 0);
    TestClient client = broker.clean5("fast");
    publish(client, 50);
    assertThat(listener.takePayloads()).hasSize(50);
    broker.scheduler().pass(Duration.ofMillis(4_499));
    assertThat(client.link().isPaused()).isTrue();
    broker.scheduler().pass(Duration.ofMillis(1));
    assertThat(client.link().isPaused()).isFalse();
    publish(client, 6);
    assertThat(client.link().isPaused()).isTrue(); // on average, no more than it may
  }

  @Test
  void who_cannot_be_heard_is_not_silent() {
    TestBroker broker = new TestBroker(Setting.PUBLISH_RATE_MAX, 1);
    TestClient client = broker.client("fast");
    client.connect(true, 2, null); // three seconds
    publish(client, 20);
    broker.scheduler().pass(Duration.ofMillis(19_400));
    client.expectOpen();
    assertThat(client.link().isPaused()).isTrue();
    broker.scheduler().pass(Duration.ofMillis(100 + 2_999));
    client.expectOpen();
    broker.scheduler().pass(Duration.ofMillis(1));
    client.expectClosed(ReasonCode.KEEP_ALIVE_TIMEOUT);
  }

  @Test
  void each_has_its_own_and_by_default_none() {
    TestBroker broker = new TestBroker(Setting.PUBLISH_RATE_MAX, 10);
    publish(broker.clean5("fast"), 100);
    TestClient other = broker.clean5("other");
    publish(other, 10);
    assertThat(other.link().isPaused()).isFalse();
    TestClient any = new TestBroker().clean5("any");
    publish(any, 100_000);
    assertThat(any.link().isPaused()).isFalse();
  }
}
