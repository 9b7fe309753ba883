package dev.rialto.edge.ws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Keeps a thread, but not for ever, and not all of them. */
class BrakeTest {
  private final ExecutorService others = Executors.newCachedThreadPool();
  private final Semaphore places = new Semaphore(1);

  @AfterEach
  void stop() {
    others.shutdownNow();
  }

  private Brake brake(Duration longest) {
    return new Brake(places, longest);
  }

  @Test
  void it_waits_until_it_may_go_on() throws Exception {
    Brake brake = brake(Duration.ofSeconds(10));
    assertThat(brake.hold()).isTrue(); // nobody has pulled it
    brake.pull();
    Future<Boolean> held = others.submit(brake::hold);
    while (places.availablePermits() > 0) {
      Thread.onSpinWait();
    }
    assertThat(held.isDone()).isFalse();
    brake.release();
    assertThat(held.get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(places.availablePermits()).isEqualTo(1);
  }

  @Test
  void it_does_not_wait_for_ever() {
    Brake brake = brake(Duration.ofMillis(1));
    brake.pull();
    assertThat(brake.hold()).isFalse();
    assertThat(places.availablePermits()).isEqualTo(1);
  }

  /** What its thread has to send to others must not wait with it. */
  @Test
  void what_waits_in_the_turn_leaves_before() {
    Outboxes other = Outboxes.taking(FakeChannel.AT_ONCE);
    Turn turn = Turn.begin();
    other.send(1, 1);
    Brake brake = brake(Duration.ofMillis(1));
    assertThat(brake.hold()).isTrue();
    assertThat(other.channel.messages()).isEmpty();
    brake.pull();
    assertThat(brake.hold()).isFalse();
    assertThat(other.channel.packets()).isEqualTo(Outboxes.acks(1, 1));
    turn.end();
  }

  @Test
  void only_so_many_wait() {
    places.acquireUninterruptibly();
    Brake brake = brake(Duration.ofSeconds(10));
    brake.pull();
    assertThat(brake.hold()).isFalse();
  }

  @Test
  void one_that_was_let_go_before_it_came_does_not_wait() {
    Brake brake = brake(Duration.ofSeconds(10));
    brake.pull();
    brake.pull();
    brake.release();
    assertThat(brake.hold()).isTrue();
  }
}
