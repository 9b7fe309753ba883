package dev.rialto.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WorkersTest {
  @Test
  void two_work_so_many_wait_and_the_next_is_rejected() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(2);
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(5);
    Set<String> names = ConcurrentHashMap.newKeySet();
    Runnable task =
        () -> {
          names.add(Thread.currentThread().getName());
          begun.countDown();
          awaitUninterrupted(go);
          done.countDown();
        };
    try (Workers threads = new Workers("rialto-test", 2, 3)) {
      threads.execute(task);
      threads.execute(task);
      assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
      for (int i = 0; i < 3; i++) {
        threads.execute(task);
      }
      assertThatThrownBy(() -> threads.execute(task))
          .isInstanceOf(RejectedExecutionException.class);
      go.countDown();
      assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(names).containsExactly("rialto-test");
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void nothing_is_taken_when_all_is_over() {
    Workers threads = new Workers("rialto-test", 2, 3);
    threads.close();
    assertThatThrownBy(() -> threads.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class);
  }
}
