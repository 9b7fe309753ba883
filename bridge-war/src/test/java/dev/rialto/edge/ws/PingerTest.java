package dev.rialto.edge.ws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When an idle connection is pinged, by the clock. */
class PingerTest {
  private static final Duration INTERVAL = Duration.ofSeconds(30);
  private static final Duration MOMENT = Duration.ofNanos(1);

  private final Outboxes it = Outboxes.taking(FakeChannel.AT_ONCE);

  private Pinger pinger(Duration interval) {
    return new Pinger(it.scheduler, interval, it.outbox, it.channel);
  }

  @Test
  void an_idle_connection_is_pinged_at_each_interval() {
    pinger(INTERVAL);
    for (int pings = 0; pings < 5; pings++) {
      it.scheduler.pass(INTERVAL.minus(MOMENT));
      assertThat(it.channel.pings()).isEqualTo(pings);
      it.scheduler.pass(MOMENT);
      assertThat(it.channel.pings()).isEqualTo(pings + 1);
    }
  }

  @Test
  void a_connection_on_which_something_was_sent_is_pinged_that_much_later() {
    pinger(INTERVAL);
    it.scheduler.pass(Duration.ofSeconds(20));
    it.send(1, 1);
    it.scheduler.pass(INTERVAL.minus(MOMENT));
    assertThat(it.channel.pings()).isZero();
    it.scheduler.pass(MOMENT);
    assertThat(it.channel.pings()).isEqualTo(1);
  }

  @Test
  void a_busy_connection_is_never_pinged() {
    pinger(INTERVAL);
    for (int i = 1; i <= 1000; i++) { // past the moment at which the clock begins again
      it.scheduler.pass(INTERVAL.minus(MOMENT));
      it.send(i, i);
    }
    assertThat(it.channel.pings()).isZero();
  }

  @Test
  void the_clock_may_begin_again() {
    pinger(INTERVAL);
    it.scheduler.pass(Duration.ofSeconds(50));
    it.send(1, 1); // by now the clock's numbers are negative
    it.scheduler.pass(Duration.ofSeconds(15));
    it.send(2, 2);
    it.scheduler.pass(INTERVAL.minus(MOMENT));
    assertThat(it.channel.pings()).isEqualTo(1);
    it.scheduler.pass(MOMENT);
    assertThat(it.channel.pings()).isEqualTo(2);
  }

  @Test
  void zero_is_never() {
    pinger(Duration.ZERO);
    assertThat(it.scheduler.planned()).isZero();
    it.scheduler.pass(Duration.ofHours(1));
    assertThat(it.channel.pings()).isZero();
  }

  @Test
  void a_stopped_one_pings_no_more_and_leaves_no_task_behind() {
    Pinger pinger = pinger(INTERVAL);
    assertThat(it.scheduler.planned()).isEqualTo(1);
    it.scheduler.pass(INTERVAL);
    pinger.stop();
    assertThat(it.scheduler.planned()).isZero();
    it.scheduler.pass(Duration.ofHours(1));
    assertThat(it.channel.pings()).isEqualTo(1);
  }

  @Test
  void one_that_never_ran_can_be_stopped() {
    pinger(Duration.ZERO).stop();
    assertThat(it.scheduler.planned()).isZero();
  }

  /** The container may say that the connection is gone while the ping is being sent. */
  @Test
  void one_that_is_stopped_while_it_pings_leaves_no_task_behind() {
    Pinger[] pinger = new Pinger[1];
    FakeChannel closes =
        new FakeChannel(FakeChannel.AT_ONCE) {
          @Override
          public synchronized void ping() {
            pinger[0].stop();
          }
        };
    pinger[0] = new Pinger(it.scheduler, INTERVAL, it.outbox, closes);
    it.scheduler.pass(INTERVAL);
    assertThat(it.scheduler.planned()).isZero();
  }
}
