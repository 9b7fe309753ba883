package dev.rialto.edge.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.time.ManualScheduler;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** Nobody reads while it is paused, and exactly one thread is brought to read on. */
class ReadingTest {
  private final ManualScheduler scheduler = new ManualScheduler();
  private boolean busy;
  private int brought;
  private final Reading reading =
      new Reading(
          task -> {
            if (busy) {
              throw new RejectedExecutionException();
            }
            task.run();
          },
          scheduler,
          () -> brought++);

  @Test
  void a_thread_that_has_left_is_replaced_by_one() {
    assertThat(reading.mayGoOn()).isTrue();
    reading.pause();
    reading.pause();
    assertThat(reading.mayGoOn()).isFalse();
    assertThat(reading.mayGoOn()).isFalse();
    reading.resume();
    reading.resume();
    assertThat(brought).isEqualTo(1);
    assertThat(reading.mayGoOn()).isTrue();
  }

  @Test
  void one_that_has_not_noticed_goes_on() {
    reading.pause();
    reading.resume();
    assertThat(reading.mayGoOn()).isTrue();
    assertThat(brought).isZero();
  }

  @Test
  void where_no_thread_is_free_it_asks_again() {
    reading.pause();
    assertThat(reading.mayGoOn()).isFalse();
    busy = true;
    reading.resume();
    scheduler.pass(Duration.ofMillis(49));
    busy = false;
    assertThat(brought).isZero();
    scheduler.pass(Duration.ofMillis(1));
    assertThat(brought).isEqualTo(1);
  }
}
