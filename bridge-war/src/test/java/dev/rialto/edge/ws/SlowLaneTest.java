package dev.rialto.edge.ws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One at a time, for a bounded time. */
class SlowLaneTest {
  private final SlowLane lane = new SlowLane();
  private final ExecutorService others = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    others.shutdownNow();
  }

  @Test
  void one_is_in_it_and_the_next_when_it_leaves() throws Exception {
    assertThat(lane.enter()).isTrue();
    assertThat(others.submit(lane::enter).get(10, TimeUnit.SECONDS)).isFalse(); // out of patience
    lane.leave();
    assertThat(others.submit(lane::enter).get(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void who_waits_gets_in_when_the_first_leaves() throws Exception {
    for (int i = 0; i < 10; i++) { // being in time for once is enough: the machine may be busy
      assertThat(lane.enter()).isTrue();
      CountDownLatch asking = new CountDownLatch(1);
      Future<Boolean> next =
          others.submit(
              () -> {
                asking.countDown();
                return lane.enter();
              });
      asking.await(10, TimeUnit.SECONDS);
      lane.leave();
      if (next.get(10, TimeUnit.SECONDS)) {
        return;
      }
    }
    throw new AssertionError("never");
  }

  @Test
  void an_interrupted_thread_goes_on_outside() throws Exception {
    assertThat(lane.enter()).isTrue();
    Future<Boolean> interrupted =
        others.submit(
            () -> {
              Thread.currentThread().interrupt();
              return !lane.enter() && Thread.currentThread().isInterrupted();
            });
    assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
  }
}
