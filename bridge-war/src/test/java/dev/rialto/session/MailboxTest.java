package dev.rialto.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** Events from any thread, handled by one at a time, in order, and none forgotten. */
class MailboxTest {
  private final List<String> seen = new ArrayList<>();

  @Test
  void eight_threads_post_and_one_handles() throws Exception {
    int threads = 8;
    int each = 50_000;
    int[] last = new int[threads];
    AtomicBoolean inside = new AtomicBoolean();
    List<String> wrong = new ArrayList<>();
    int[] handled = new int[1]; // not atomic on purpose: the mailbox orders what it does
    int[] flushed = new int[1];
    Mailbox<int[]> mailbox =
        new Mailbox<>(
            event -> {
              if (!inside.compareAndSet(false, true)) {
                wrong.add("two at a time");
              }
              if (event[1] != ++last[event[0]]) {
                wrong.add("out of order");
              }
              handled[0]++;
              inside.set(false);
            },
            () -> flushed[0] = handled[0]);
    CyclicBarrier start = new CyclicBarrier(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> posting = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int own = t;
        posting.add(
            pool.submit(
                () -> {
                  start.await(10, TimeUnit.SECONDS);
                  for (int i = 1; i <= each; i++) {
                    mailbox.post(new int[] {own, i});
                  }
                  return null;
                }));
      }
      for (Future<?> one : posting) {
        one.get(60, TimeUnit.SECONDS);
      }
    } finally {
      pool.shutdownNow();
    }
    mailbox.post(new int[] {0, each + 1});
    assertThat(wrong).isEmpty();
    assertThat(handled[0]).isEqualTo(threads * each + 1);
    assertThat(flushed[0]).isEqualTo(handled[0]);
    assertThat(mailbox.size()).isZero();
  }

  @Test
  void what_a_handler_posts_is_handled_after_it_and_not_inside() {
    List<Mailbox<Integer>> self = new ArrayList<>();
    AtomicInteger depth = new AtomicInteger();
    AtomicInteger count = new AtomicInteger();
    self.add(
        new Mailbox<>(
            event -> {
              assertThat(depth.incrementAndGet()).isEqualTo(1);
              if (count.incrementAndGet() < 100_000) {
                self.get(0).post(event + 1);
              }
              depth.decrementAndGet();
            },
            () -> {}));
    self.get(0).post(1);
    assertThat(count.get()).isEqualTo(100_000);
  }

  @Test
  void an_event_that_cannot_be_handled_hurts_no_other() {
    Mailbox<String> mailbox =
        new Mailbox<>(
            event -> {
              if (event.equals("bad")) {
                throw new IllegalStateException("a test's own");
              }
              seen.add(event);
            },
            () -> seen.add("flush"));
    quietly(
        () -> {
          mailbox.post("bad");
          mailbox.post("good");
        });
    assertThat(seen).containsExactly("flush", "good", "flush");
  }

  @Test
  void a_flush_that_fails_hurts_no_event() {
    AtomicBoolean failing = new AtomicBoolean(true);
    Mailbox<String> mailbox =
        new Mailbox<>(
            seen::add,
            () -> {
              if (failing.getAndSet(false)) {
                throw new IllegalStateException("a test's own");
              }
            });
    quietly(() -> assertThatCode(() -> mailbox.post("one")).doesNotThrowAnyException());
    mailbox.post("two");
    assertThat(seen).containsExactly("one", "two");
  }

  private static void quietly(Runnable action) {
    Logger logger = Logger.getLogger(Mailbox.class.getName());
    Level before = logger.getLevel();
    logger.setLevel(Level.OFF);
    try {
      action.run();
    } finally {
      logger.setLevel(before);
    }
  }

  @Test
  void what_is_added_under_a_lock_is_handled_by_whoever_was_told_to() {
    Mailbox<String> mailbox = new Mailbox<>(seen::add, () -> {});
    assertThat(mailbox.add("one")).isTrue();
    assertThat(mailbox.add("two")).isFalse();
    mailbox.post("three"); // somebody is due already
    assertThat(seen).isEmpty();
    mailbox.handle();
    assertThat(seen).containsExactly("one", "two", "three");
  }
}
