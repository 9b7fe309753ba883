package dev.rialto.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.time.ManualScheduler;
import dev.rialto.topic.TopicFilter;
import dev.rialto.topic.TopicName;
import dev.rialto.wire.Message;
import dev.rialto.wire.Payload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two publishers, and a reader who asks again and again: it gets everything, in order, once. */
@Timeout(60)
class HistoryThreadsTest {
  private static final int EACH = 20_000;

  private final TopicName topic = TopicName.of("a");
  private final History history =
      new History(
          new HistoryLimits(
              List.of(new HistoryLimits.Rule(TopicFilter.of("#"), 3 * EACH, Duration.ofHours(1))),
              1L << 30),
          new ManualScheduler(),
          "e");

  HistoryThreadsTest() throws Exception {}

  @Test
  void who_polls_misses_nothing_and_gets_nothing_twice() throws Exception {
    List<Long> got = new ArrayList<>();
    CountDownLatch done = new CountDownLatch(1);
    poll(new Offset("e", 0), got, done);
    CompletableFuture<Void> other = CompletableFuture.runAsync(this::publish);
    publish();
    other.join();
    done.await();
    assertThat(got).isEqualTo(LongStream.rangeClosed(1, 2 * EACH).boxed().toList());
  }

  private void publish() {
    for (int i = 0; i < EACH; i++) {
      history.add(new Message(topic, Payload.of("x")), false);
    }
  }

  /** Goes on in another thread, as a client does. */
  private void poll(Offset since, List<Long> got, CountDownLatch done) {
    history.await(
        topic,
        since,
        slice -> {
          slice.entries().forEach(entry -> got.add(entry.number()));
          if (got.size() == 2 * EACH) {
            done.countDown();
          } else {
            var unused = CompletableFuture.runAsync(() -> poll(slice.upTo(), got, done));
          }
        });
  }
}
