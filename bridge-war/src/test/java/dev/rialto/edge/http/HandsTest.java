package dev.rialto.edge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The threads that write answers: few, whatever is to be done. */
@Timeout(30)
class HandsTest {
  private final Queue<Runnable> threads = new ArrayDeque<>();
  private final List<Integer> done = new ArrayList<>();
  private final Hands hands = new Hands(threads::add);

  @Test
  void a_thousand_answers_take_four_of_the_containers_tasks() {
    IntStream.range(0, 1000).forEach(i -> hands.run(() -> done.add(i)));
    assertThat(done).isEmpty();
    assertThat(threads).hasSize(4);
    threads.remove().run();
    assertThat(done).isEqualTo(IntStream.range(0, 1000).boxed().toList());
  }

  @Test
  void hands_that_are_done_can_be_had_again() {
    for (int i = 0; i < 10; i++) {
      int now = i;
      hands.run(() -> done.add(now));
      threads.remove().run();
    }
    assertThat(done).hasSize(10);
    assertThat(threads).isEmpty();
  }

  @Test
  void an_answer_that_throws_leaves_the_others_to_be_done() {
    hands.run(
        () -> {
          throw new IllegalStateException("as it may");
        });
    hands.run(() -> done.add(1));
    assertThatThrownBy(() -> threads.remove().run()).hasMessage("as it may");
    threads.remove().run();
    assertThat(done).containsExactly(1);
  }

  @Test
  void nothing_is_left_lying_by_real_threads() throws InterruptedException {
    ExecutorService real = Executors.newFixedThreadPool(8);
    Hands busy = new Hands(real);
    CountDownLatch all = new CountDownLatch(40_000);
    for (int publisher = 0; publisher < 4; publisher++) {
      real.execute(() -> IntStream.range(0, 10_000).forEach(i -> busy.run(all::countDown)));
    }
    all.await();
    real.shutdown();
  }
}
