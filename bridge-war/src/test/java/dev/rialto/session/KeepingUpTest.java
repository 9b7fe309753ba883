package dev.rialto.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When a publisher is asked to be slower, and when not. */
class KeepingUpTest {
  private static final int MANY = 8192;

  private final TestBroker broker = new TestBroker();
  private final TestClient publisher = broker.clean("publisher");
  private final TestClient subscriber = broker.persistent("subscriber");

  private void publish(int messages) {
    for (int i = 0; i < messages; i++) {
      publisher.publish(1, "t", "", 1 + i % 60_000);
    }
    publisher.take();
  }

  private int inFlight() {
    return 2048;
  }

  @Test
  void who_is_faster_than_a_subscriber_that_is_here_slows_down() {
    subscriber.subscribe("t", 1);
    publish(inFlight() + MANY - 1);
    assertThat(publisher.link().slowed()).isZero();
    publish(1);
    assertThat(publisher.link().slowed()).isEqualTo(1);
    for (int id = 1; id <= inFlight(); id++) {
      subscriber.puback(id);
    }
    publish(1);
    assertThat(publisher.link().slowed()).isEqualTo(1);
  }

  @Test
  void nobody_slows_down_for_a_subscriber_that_is_away() {
    subscriber.subscribe("t", 1);
    subscriber.vanish();
    publish(2 * MANY);
    assertThat(publisher.link().slowed()).isZero();
  }

  @Test
  void nobody_slows_down_for_a_subscriber_that_does_not_read() {
    subscriber.subscribe("t", 1);
    subscriber.link().room(1);
    publish(2 * MANY);
    assertThat(publisher.link().slowed()).isZero();
  }
}
