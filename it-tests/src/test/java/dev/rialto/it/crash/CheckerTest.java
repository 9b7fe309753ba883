package dev.rialto.it.crash;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A ledger with a mistake in it is found out, and one without is not. */
class CheckerTest {
  private static final int WINDOW = 2;

  private final Ledger ledger = new Ledger();
  private final Checker checker = new Checker(ledger);
  private final Inbox inbox = ledger.subscriber("subscriber", "load/", WINDOW);
  private Duration now = Duration.ZERO;

  private Sent sent(int qos) {
    Sent message = ledger.publish("publisher", "load/topic", qos, false, 0);
    message.transmit();
    return message;
  }

  private Sent acknowledged(int qos) {
    Sent message = sent(qos);
    message.acknowledge();
    return message;
  }

  private void deliver(int connection, Sent message) {
    now = now.plusMillis(1);
    inbox.add(new Delivery(message, message.qos(), 1, connection > 1, connection, now.toNanos()));
  }

  private void assertFound(String what, Sent message) {
    assertThat(checker.violations())
        .singleElement()
        .asString()
        .contains(what, "subscriber", message.toString());
  }

  @Test
  void all_is_well_with_each_message_once_in_order() {
    for (int i = 0; i < 10; i++) {
      deliver(1, acknowledged(1 + i % 2));
    }
    assertThat(checker.violations()).isEmpty();
  }

  @Test
  void an_acknowledged_message_that_never_came_is_lost() {
    deliver(1, acknowledged(1));
    Sent lost = acknowledged(1);
    deliver(1, acknowledged(1));
    assertFound("lost", lost);
  }

  @Test
  void an_acknowledged_message_at_the_very_end_is_lost() {
    deliver(1, acknowledged(2));
    assertFound("lost", acknowledged(2));
  }

  @Test
  void nobody_has_a_claim_to_a_message_that_was_not_acknowledged() {
    sent(1);
    sent(2);
    deliver(1, sent(1));
    assertThat(checker.violations()).isEmpty();
  }

  @Test
  void nobody_has_a_claim_to_messages_of_topics_not_subscribed_to() {
    ledger.publish("publisher", "elsewhere", 1, false, 0).acknowledge();
    assertThat(checker.violations()).isEmpty();
  }

  @Test
  void a_qos_2_message_that_came_on_two_connections_is_doubled() {
    Sent message = acknowledged(2);
    deliver(1, message);
    deliver(2, message);
    assertFound("twice with QoS 2", message);
  }

  @Test
  void a_qos_2_message_is_doubled_even_if_its_publisher_had_to_repeat_it() {
    Sent message = acknowledged(2);
    message.transmit();
    deliver(1, message);
    deliver(2, message);
    assertFound("twice with QoS 2", message);
  }

  @Test
  void a_qos_1_message_may_come_again_on_the_next_connection() {
    Sent message = acknowledged(1);
    deliver(1, message);
    deliver(2, message);
    assertThat(checker.violations()).isEmpty();
  }

  @Test
  void a_qos_1_message_that_came_twice_on_one_connection_is_out_of_order() {
    Sent message = acknowledged(1);
    deliver(1, message);
    deliver(1, message);
    assertFound("out of order", message);
  }

  @Test
  void a_qos_1_message_may_come_twice_if_its_publisher_had_to_repeat_it() {
    Sent message = acknowledged(1);
    message.transmit();
    deliver(1, message);
    deliver(1, message);
    assertThat(checker.violations()).isEmpty();
  }

  @Test
  void repetitions_in_another_order_are_out_of_order() {
    Sent one = acknowledged(1);
    Sent two = acknowledged(1);
    deliver(1, one);
    deliver(1, two);
    deliver(2, two);
    deliver(2, one);
    assertFound("out of order", one);
  }

  @Test
  void a_message_that_comes_first_after_a_later_one_is_found() {
    Sent one = acknowledged(1);
    deliver(1, acknowledged(1));
    deliver(2, one);
    assertFound("after a later one", one);
  }

  @Test
  void there_is_no_order_between_topics_and_between_qualities_of_service() {
    Sent one = acknowledged(1);
    Sent two = acknowledged(2);
    Sent three = ledger.publish("publisher", "load/other", 1, false, 0);
    deliver(1, three);
    deliver(1, two);
    deliver(1, one);
    assertThat(checker.violations()).isEmpty();
  }

  @Test
  void a_message_that_comes_again_long_after_its_acknowledgement_is_found() {
    Sent message = acknowledged(1);
    deliver(1, message);
    deliver(1, acknowledged(1));
    deliver(1, acknowledged(1)); // the window is two: the first must have been acknowledged
    now = now.plus(Checker.GRACE);
    deliver(1, acknowledged(1));
    deliver(2, message);
    assertFound("long after", message);
  }

  @Test
  void an_acknowledgement_just_before_the_crash_may_be_forgotten() {
    Sent message = acknowledged(1);
    deliver(1, message);
    now = now.plus(Checker.GRACE);
    deliver(1, acknowledged(1));
    deliver(1, acknowledged(1));
    deliver(2, message);
    assertThat(checker.violations()).isEmpty();
  }

  @Test
  void what_clients_complained_about_is_among_the_violations() {
    ledger.complain("client", "something");
    assertThat(checker.violations()).containsExactly("client: something");
  }

  @Test
  void a_payload_leads_to_its_message_and_no_other_payload_does() {
    Sent message = sent(1);
    assertThat(ledger.find(message.payload())).contains(message);
    for (String unknown : List.of("", "publisher", "publisher 1 ", "publisher x ", "other 0 ")) {
      assertThat(ledger.find(unknown.getBytes(US_ASCII))).isEmpty();
    }
  }

  private Sent retained(boolean acknowledged) {
    Sent message = ledger.publish("publisher", "retained/topic", 1, true, 0);
    if (acknowledged) {
      message.acknowledge();
    }
    return message;
  }

  @Test
  void a_retained_message_is_the_last_that_was_acknowledged_or_a_later_one() {
    Sent first = retained(true);
    Sent last = retained(true);
    Sent later = retained(false);
    assertThat(checker.retained(Map.of("retained/topic", last))).isEmpty();
    assertThat(checker.retained(Map.of("retained/topic", later))).isEmpty();
    assertThat(checker.retained(Map.of("retained/topic", first))).hasSize(1);
    assertThat(checker.retained(Map.of())).hasSize(1);
  }
}
