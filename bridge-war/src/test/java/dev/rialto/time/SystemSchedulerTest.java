package dev.rialto.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The real clock. Where something must not run, something planned behind it has run. */
class SystemSchedulerTest {
  private final SystemScheduler scheduler = new SystemScheduler();
  private final List<String> ran = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    scheduler.close();
  }

  private void await(Duration delay) throws InterruptedException {
    CountDownLatch latch = new CountDownLatch(1);
    scheduler.after(delay, latch::countDown);
    assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void a_task_does_not_run_before_its_time() throws InterruptedException {
    long start = scheduler.now();
    await(Duration.ofMillis(30));
    assertThat(scheduler.now() - start).isGreaterThanOrEqualTo(Duration.ofMillis(30).toNanos());
  }

  @Test
  void a_late_task_does_not_hold_up_an_early_one() throws InterruptedException {
    scheduler.after(Duration.ofHours(1), () -> ran.add("late"));
    scheduler.after(Duration.ZERO, () -> ran.add("early"));
    await(Duration.ofMillis(1));
    assertThat(ran).containsExactly("early");
  }

  @Test
  void a_task_that_throws_hurts_no_other() throws InterruptedException {
    scheduler.after(
        Duration.ZERO,
        () -> {
          throw new IllegalStateException("a test's own");
        });
    scheduler.after(Duration.ZERO, () -> ran.add("next"));
    await(Duration.ofMillis(1));
    assertThat(ran).containsExactly("next");
  }

  @Test
  void a_cancelled_task_does_not_run() throws InterruptedException {
    CountDownLatch planned = new CountDownLatch(1);
    scheduler.after(Duration.ZERO, () -> awaitQuietly(planned)); // the timer can't be faster
    Scheduler.Task task = scheduler.after(Duration.ZERO, () -> ran.add("cancelled"));
    scheduler.after(Duration.ZERO, () -> ran.add("next"));
    task.cancel();
    task.cancel();
    planned.countDown();
    await(Duration.ofMillis(1));
    assertThat(ran).containsExactly("next");
  }

  @Test
  void tasks_run_one_at_a_time_in_a_daemon_thread() throws InterruptedException {
    for (int i = 0; i < 5; i++) {
      scheduler.after(Duration.ZERO, () -> ran.add(Thread.currentThread().getName() + isDaemon()));
    }
    await(Duration.ofMillis(1));
    assertThat(ran).hasSize(5).containsOnly("rialto-timer, a daemon");
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String isDaemon() {
    return Thread.currentThread().isDaemon() ? ", a daemon" : ", no daemon";
  }

  @Test
  void after_close_nothing_runs() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Thread[] timer = new Thread[1];
    scheduler.after(
        Duration.ZERO,
        () -> {
          timer[0] = Thread.currentThread();
          begun.countDown();
          try {
            ended.await();
          } catch (InterruptedException e) { // close() wakes it
            ran.add("interrupted");
          }
        });
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    scheduler.after(Duration.ZERO, () -> ran.add("planned before"));
    scheduler.close();
    scheduler.after(Duration.ZERO, () -> ran.add("planned after")).cancel();
    scheduler.after(Duration.ZERO, () -> ran.add("planned after"));
    timer[0].join(10_000);
    assertThat(timer[0].isAlive()).isFalse();
    assertThat(ran).containsExactly("interrupted");
  }
}
