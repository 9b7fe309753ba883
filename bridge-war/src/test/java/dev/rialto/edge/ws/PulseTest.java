package dev.rialto.edge.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.time.ManualScheduler;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Clients that vanish without a word. */
class PulseTest {
  private static final Duration INTERVAL = Duration.ofSeconds(30);

  private final ManualScheduler clock = new ManualScheduler();
  private int pings;
  private int vanished;

  private Pulse pulse(Duration interval) {
    return new Pulse(clock, interval, () -> pings++, () -> vanished++);
  }

  @Test
  void one_that_answers_pings_stays() {
    Pulse pulse = pulse(INTERVAL);
    for (int i = 1; i <= 100; i++) {
      clock.pass(INTERVAL);
      assertThat(pings).isEqualTo(i);
      pulse.heard();
    }
    assertThat(vanished).isZero();
  }

  @Test
  void one_may_miss_a_ping() {
    Pulse pulse = pulse(INTERVAL);
    for (int i = 0; i < 100; i++) {
      clock.pass(INTERVAL.multipliedBy(2));
      pulse.heard();
    }
    assertThat(vanished).isZero();
  }

  @Test
  void one_that_is_silent_for_two_intervals_has_vanished() {
    Pulse pulse = pulse(INTERVAL);
    clock.pass(INTERVAL);
    pulse.heard();
    clock.pass(INTERVAL.multipliedBy(2));
    assertThat(vanished).isZero();
    clock.pass(INTERVAL);
    assertThat(vanished).isOne();
    clock.pass(Duration.ofHours(1));
    assertThat(vanished).isOne();
    assertThat(clock.planned()).isZero();
  }

  @Test
  void nothing_is_planned_once_it_stops_or_where_there_are_no_pings() {
    pulse(INTERVAL).stop();
    pulse(Duration.ZERO);
    assertThat(clock.planned()).isZero();
  }
}
