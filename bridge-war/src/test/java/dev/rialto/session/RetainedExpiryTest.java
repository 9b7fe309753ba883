package dev.rialto.session;

import static dev.rialto.session.Options.expiry;
import static dev.rialto.session.TestClient.granted;
import static dev.rialto.session.TestClient.message;
import static dev.rialto.session.TestClient.retained;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.store.Change;
import dev.rialto.wire.Packet;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Retained messages that expire (MQTT 5.0 section 3.3.2.3.3). */
class RetainedExpiryTest {
  private final TestBroker broker = new TestBroker();
  private final TestClient publisher = broker.clean5("publisher");
  private final TestClient client = broker.clean5("client");

  private void retain(String payload, long seconds) {
    publisher.send(retained(message(1, "t", payload, 1, expiry(seconds))));
  }

  private void pass(long seconds) {
    broker.scheduler().pass(Duration.ofSeconds(seconds));
  }

  private void expectRetained(Packet... messages) {
    client.ask("t", 1, 5);
    Packet[] all = new Packet[1 + messages.length];
    all[0] = granted(5, 1);
    System.arraycopy(messages, 0, all, 1, messages.length);
    client.expect(all);
  }

  @Test
  void a_new_subscription_is_told_what_is_left() { // [MQTT-3.3.2-6]
    retain("x", 60);
    pass(20);
    expectRetained(retained(message(1, "t", "x", 1, expiry(40))));
  }

  @Test
  void the_clock_removes_them() { // [MQTT-3.3.2-5]
    retain("x", 60);
    assertThat(broker.scheduler().planned()).isEqualTo(1);
    pass(59);
    assertThat(broker.store().changes(Change.RetainedExpired.class)).isEmpty();
    pass(1);
    assertThat(broker.store().changes(Change.RetainedExpired.class))
        .containsExactly(new Change.RetainedExpired("t", 1));
    assertThat(broker.scheduler().planned()).isZero();
    expectRetained();
  }

  @Test
  void one_in_its_place_has_its_own_time() {
    retain("short", 10);
    retain("long", 60);
    assertThat(broker.scheduler().planned()).isEqualTo(1); // the first one's alarm is cancelled
    pass(30);
    expectRetained(retained(message(1, "t", "long", 1, expiry(30))));
  }

  @Test
  void one_in_its_place_may_last() {
    retain("short", 10);
    publisher.retain(1, "t", "lasting", 1);
    assertThat(broker.scheduler().planned()).isZero();
    pass(30);
    expectRetained(retained(message(1, "t", "lasting", 1)));
  }

  @Test
  void one_that_is_cleared_has_no_alarm() {
    retain("x", 10);
    publisher.retain(1, "t", "", 1);
    assertThat(broker.scheduler().planned()).isZero();
    pass(30);
    assertThat(broker.store().changes(Change.Cleared.class)).hasSize(1);
  }

  @Test
  void an_empty_message_is_not_retained_whatever_its_expiry() { // [MQTT-3.3.1-6]
    retain("", 10);
    assertThat(broker.scheduler().planned()).isZero();
    assertThat(broker.store().changes()).isEmpty();
  }

  @Test
  void the_longest_interval_is_planned() {
    retain("x", 0xFFFF_FFFFL);
    pass(3600);
    expectRetained(retained(message(1, "t", "x", 1, expiry(0xFFFF_FFFFL - 3600))));
  }

  @Test
  void one_that_is_delivered_late_is_not_delivered_after_its_time() {
    retain("x", 10);
    client.link().room(0);
    client.ask("t", 0, 5); // QoS 0 waits as well
    pass(10);
    client.link().room(9);
    client.dialogue().drained();
    client.expect(granted(5, 0));
  }

  @Test
  void thousands_of_them_leave_nothing_behind() {
    for (int i = 0; i < 5000; i++) {
      publisher.send(retained(message(0, "a/" + i + "/b", "x", 0, expiry(1 + i % 7))));
    }
    assertThat(broker.scheduler().planned()).isEqualTo(5000);
    pass(7);
    assertThat(broker.scheduler().planned()).isZero();
    client.ask("#", 1, 5);
    client.expect(granted(5, 1));
  }
}
