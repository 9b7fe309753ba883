package dev.rialto.edge.ws;

import static dev.rialto.edge.ws.Outboxes.ack;
import static dev.rialto.edge.ws.Outboxes.acks;
import static dev.rialto.edge.ws.Outboxes.sized;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.observe.Counter;
import dev.rialto.session.Cause;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Qos;
import dev.rialto.wire.ReasonCode;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How a connection ends, from either side. */
class OutboxCloseTest {
  private static final Duration FAREWELL = Duration.ofSeconds(5);
  private static final Duration MOMENT = Duration.ofNanos(1);

  @Test
  void what_waits_is_sent_first() {
    Outboxes it = Outboxes.taking(FakeChannel.NEVER);
    it.send(1, 1);
    acks(2, 60).forEach(it.outbox::send); // not flushed
    it.outbox.close(ReasonCode.NORMAL_DISCONNECTION);
    assertThat(it.channel.closes()).isEmpty();
    it.channel.complete();
    it.channel.complete();
    it.channel.complete();
    assertThat(it.channel.closes()).isEmpty();
    it.channel.complete();
    assertThat(it.channel.packets()).isEqualTo(acks(1, 60));
    assertThat(it.channel.closes()).containsExactly("1000 normal disconnection");
    assertThat(it.channel.wrong()).isEmpty();
  }

  @Test
  void with_nothing_to_send_it_is_closed_at_once_and_no_task_is_left() {
    Outboxes it = Outboxes.taking(FakeChannel.AT_ONCE);
    it.outbox.close(ReasonCode.SERVER_SHUTTING_DOWN);
    assertThat(it.channel.closes()).containsExactly("1001 server shutting down");
    assertThat(it.scheduler.planned()).isZero();
  }

  @Test
  void only_the_first_close_counts() {
    Outboxes it = Outboxes.taking(FakeChannel.NEVER);
    it.send(1, 1);
    it.outbox.close(ReasonCode.SESSION_TAKEN_OVER);
    it.outbox.close(ReasonCode.NORMAL_DISCONNECTION);
    it.channel.complete();
    it.outbox.close(ReasonCode.MALFORMED_PACKET);
    it.scheduler.pass(Duration.ofMinutes(2));
    assertThat(it.channel.closes()).containsExactly("1008 session taken over");
    assertThat(it.dialogue.causes()).isEmpty();
  }

  @Test
  void what_is_sent_afterwards_is_ignored() {
    Outboxes it = Outboxes.taking(FakeChannel.NEVER);
    it.send(1, 1);
    it.outbox.close(ReasonCode.NORMAL_DISCONNECTION);
    it.send(2, 2);
    it.deliver(sized(10));
    it.channel.complete();
    it.send(3, 3);
    it.deliver(sized(10));
    assertThat(it.channel.packets()).isEqualTo(acks(1, 1));
    assertThat(it.channel.closes()).hasSize(1);
    assertThat(it.channel.wrong()).isEmpty();
    assertThat(it.counters.get(Counter.MESSAGES_SENT)).isZero();
  }

  @Test
  void a_send_that_hangs_does_not_keep_it_open() {
    Outboxes it = Outboxes.taking(FakeChannel.NEVER);
    it.send(1, 1);
    it.send(2, 2);
    it.outbox.close(ReasonCode.KEEP_ALIVE_TIMEOUT);
    it.scheduler.pass(FAREWELL.minus(MOMENT));
    assertThat(it.channel.closes()).isEmpty();
    it.scheduler.pass(MOMENT);
    assertThat(it.channel.closes()).containsExactly("cut 1008 keep alive timeout");
    it.channel.complete();
    it.scheduler.pass(Duration.ofMinutes(2));
    assertThat(it.channel.closes()).hasSize(1);
    assertThat(it.channel.packets()).isEqualTo(acks(1, 1));
    assertThat(it.channel.wrong()).isEmpty();
    assertThat(it.scheduler.planned()).isZero();
  }

  @Test
  void a_client_that_does_not_read_is_dropped_in_time() {
    Outboxes it = Outboxes.taking(FakeChannel.NEVER);
    it.dialogue.onClosed(cause -> it.outbox.close(cause.reason())); // as the engine does
    it.send(1, 1);
    it.scheduler.pass(Outboxes.STALL.minus(MOMENT));
    assertThat(it.dialogue.causes()).isEmpty();
    it.scheduler.pass(MOMENT);
    assertThat(it.dialogue.causes())
        .containsExactly(new Cause(ReasonCode.QUOTA_EXCEEDED, "it took nothing for 30 s"));
    assertThat(it.channel.closes()).containsExactly("cut 1008 quota exceeded");
    it.scheduler.pass(Duration.ofMinutes(2));
    assertThat(it.channel.closes()).hasSize(1);
    assertThat(it.dialogue.causes()).hasSize(1);
  }

  @Test
  void a_client_that_reads_slowly_has_its_time_for_each_message() {
    Outboxes it = Outboxes.taking(FakeChannel.NEVER);
    acks(1, 250).forEach(it.outbox::send); // ten messages
    it.outbox.flush();
    for (int i = 0; i < 9; i++) {
      it.scheduler.pass(Outboxes.STALL.minus(MOMENT));
      it.channel.complete();
    }
    assertThat(it.dialogue.causes()).isEmpty();
    it.scheduler.pass(Outboxes.STALL.minus(MOMENT));
    assertThat(it.channel.closes()).isEmpty();
    it.scheduler.pass(MOMENT);
    assertThat(it.dialogue.causes()).hasSize(1);
    assertThat(it.channel.closes()).hasSize(1);
  }

  @Test
  void a_client_that_has_read_everything_is_left_in_peace() {
    Outboxes it = Outboxes.taking(FakeChannel.NEVER);
    it.send(1, 1);
    it.channel.complete();
    it.scheduler.pass(Duration.ofHours(1));
    assertThat(it.scheduler.planned()).isZero();
    it.send(2, 2);
    it.scheduler.pass(Outboxes.STALL.minus(MOMENT));
    it.channel.complete();
    it.scheduler.pass(Duration.ofHours(1));
    assertThat(it.dialogue.causes()).isEmpty();
    assertThat(it.channel.closes()).isEmpty();
  }

  @Test
  void however_many_sends_there_are_one_task_watches_them() {
    Outboxes it = Outboxes.taking(FakeChannel.NEVER);
    for (int i = 1; i <= 100; i++) {
      it.send(i, i);
      it.channel.complete();
    }
    assertThat(it.scheduler.planned()).isEqualTo(1);
  }

  /** A session holds messages back while the outbox is congested; answers it can't hold back. */
  @Test
  void a_client_that_does_not_read_its_answers_is_dropped() {
    Outboxes it = Outboxes.taking(FakeChannel.NEVER);
    it.dialogue.onClosed(cause -> it.outbox.close(cause.reason()));
    for (int i = 1; i <= 501; i++) { // of 4 bytes, against twice the limit of 1000
      it.send(i, i);
    }
    assertThat(it.dialogue.causes()).isEmpty();
    for (int i = 502; i <= 600; i++) {
      it.send(i, i);
    }
    assertThat(it.dialogue.causes().get(0))
        .isEqualTo(
            new Cause(ReasonCode.QUOTA_EXCEEDED, "it does not read the answers to what it sends"));
    assertThat(it.channel.closes()).containsExactly("cut 1008 quota exceeded");
    assertThat(it.channel.packets()).isEqualTo(acks(1, 1));
  }

  @Test
  void a_send_that_fails_at_once_is_told_later_and_by_the_scheduler() {
    Outboxes it = Outboxes.taking(done -> done.done(new IOException("gone")));
    it.send(1, 1);
    it.send(2, 2);
    assertThat(it.dialogue.causes()).isEmpty(); // the container may hold a lock here
    assertThat(it.channel.closes()).isEmpty();
    it.scheduler.pass(Duration.ZERO);
    assertThat(it.dialogue.causes()).containsExactly(Cause.lost("sending to it failed"));
    assertThat(it.channel.closes()).containsExactly("1011 sending failed");
    assertThat(it.channel.packets()).isEqualTo(acks(1, 1));
    assertThat(it.scheduler.planned()).isZero();
  }

  @Test
  void a_send_that_fails_afterwards_is_told_likewise() {
    Outboxes it = Outboxes.taking(FakeChannel.NEVER);
    it.dialogue.onClosed(cause -> it.outbox.close(cause.reason()));
    it.send(1, 1);
    it.send(2, 2);
    it.channel.complete(new IOException("gone"));
    assertThat(it.dialogue.causes()).isEmpty();
    assertThat(it.channel.closes()).isEmpty();
    it.scheduler.pass(Duration.ofHours(1));
    assertThat(it.dialogue.causes()).containsExactly(Cause.lost("sending to it failed"));
    assertThat(it.channel.closes()).containsExactly("1011 sending failed");
    assertThat(it.channel.packets()).isEqualTo(acks(1, 1));
  }

  @Test
  void a_send_that_fails_while_closing_still_closes_once() {
    Outboxes it = Outboxes.taking(FakeChannel.NEVER);
    it.send(1, 1);
    it.outbox.close(ReasonCode.NORMAL_DISCONNECTION);
    it.channel.complete(new IOException("gone"));
    it.scheduler.pass(Duration.ofHours(1));
    assertThat(it.channel.closes()).hasSize(1);
  }

  @Test
  void nothing_is_kept_for_a_client_that_is_gone() {
    Outboxes it = Outboxes.taking(done -> done.done(new IOException("gone")));
    it.send(1, 1);
    it.outbox.deliver(sized(10), Delivery.of(Qos.AT_MOST_ONCE, false, Properties.NONE));
    assertThat(it.counters.get(Counter.MESSAGES_SENT)).isZero();
  }

  @Test
  void closing_from_inside_a_send_waits_for_that_send() {
    Outboxes it = Outboxes.taking(FakeChannel.NEVER);
    it.channel.taking(
        done -> {
          it.outbox.send(ack(2));
          it.outbox.close(ReasonCode.NORMAL_DISCONNECTION);
          assertThat(it.channel.closes()).isEmpty();
          it.channel.taking(FakeChannel.AT_ONCE);
          done.done(null);
        });
    it.send(1, 1);
    assertThat(it.channel.packets()).isEqualTo(acks(1, 2));
    assertThat(it.channel.closes()).containsExactly("1000 normal disconnection");
  }
}
