package dev.rialto.edge.http;

import dev.rialto.history.Entry;
import dev.rialto.history.History;
import dev.rialto.history.Offset;
import dev.rialto.history.Slice;
import dev.rialto.session.Recall;
import dev.rialto.time.Scheduler;
import dev.rialto.topic.TopicFilter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Waits for what comes on the topics of filters after an offset. Whatever the answer, the next poll
 * goes on from where it ends. What comes between the first message and the moment when somebody has
 * time to answer is in the answer, too. Holds no thread.
 */
final class FilterPoll {
  private final Recall recall;
  private final History history;
  private final List<TopicFilter> filters;
  private final Offset since;
  private final Executor hands;
  private final Consumer<Slice> then;
  private final AtomicBoolean answered = new AtomicBoolean();
  private final AtomicInteger turns = new AtomicInteger(); // of waiting
  private Scheduler.Task waiting = () -> {}; // guarded by this
  private volatile Scheduler.Task timeout = () -> {};

  private FilterPoll(
      Recall recall,
      List<TopicFilter> filters,
      Offset since,
      Executor hands,
      Consumer<Slice> then) {
    this.recall = recall;
    this.filters = filters;
    this.since = since;
    this.hands = hands;
    this.then = then;
    history = recall.history();
  }

  /**
   * Begins.
   *
   * @param recall what the client may read
   * @param hands call {@code then}, once, with what it may
   */
  static void begin(
      Recall recall,
      List<TopicFilter> filters,
      Offset since,
      Duration patience,
      Scheduler scheduler,
      Executor hands,
      Consumer<Slice> then) {
    FilterPoll poll = new FilterPoll(recall, filters, since, hands, then);
    poll.await(since);
    poll.timeout =
        scheduler.after(
            patience,
            () -> {
              poll.answer(List.of(), false);
              poll.waitNoMore();
            });
    if (poll.answered.get()) { // meanwhile
      poll.timeout.cancel();
    }
  }

  private void await(Offset from) {
    int turn = turns.incrementAndGet();
    Scheduler.Task task = history.await(filters, from, this::news);
    synchronized (this) {
      if (turn == turns.get()) { // or the news were there, and the next turn has begun
        waiting = task;
      }
    }
    if (answered.get()) { // meanwhile
      waitNoMore();
    }
  }

  private void waitNoMore() {
    Scheduler.Task last;
    synchronized (this) {
      last = waiting;
    }
    last.cancel();
  }

  /** Nobody is told when something comes that is not his to see. */
  private void news(Slice news) {
    if (answered.get()) {
      return;
    }
    if (news.gap() || news.entries().stream().anyMatch(this::mayRead)) {
      answer(news.entries().stream().filter(entry -> entry.number() == 0).toList(), news.gap());
    } else {
      await(news.upTo());
    }
  }

  private boolean mayRead(Entry entry) {
    return recall.mayRead(entry.message().topic());
  }

  /** With what the history has, and what it has not. */
  private void answer(List<Entry> unkept, boolean gap) {
    if (answered.compareAndSet(false, true)) {
      timeout.cancel();
      hands.execute(
          () -> {
            Slice kept = history.after(filters, since);
            List<Entry> readable =
                Stream.concat(kept.entries().stream(), unkept.stream())
                    .filter(this::mayRead)
                    .toList();
            then.accept(new Slice(readable, gap || kept.gap(), kept.upTo()));
          });
    }
  }
}
