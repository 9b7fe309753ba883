package dev.rialto.edge.http;

import dev.rialto.history.History;
import dev.rialto.history.Offset;
import dev.rialto.history.Slice;
import dev.rialto.time.Scheduler;
import dev.rialto.topic.TopicName;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Waits for what comes after an offset, so that nothing is lost between two of these: whatever the
 * answer, an empty one too, the next goes on from where it ends. Holds no thread.
 */
final class LongPoll {
  private final AtomicBoolean answered = new AtomicBoolean();
  private final Consumer<Slice> then;
  private volatile Scheduler.Task timeout = () -> {};

  private LongPoll(Consumer<Slice> then) {
    this.then = then;
  }

  /** Begins; {@code then} is called once, by any thread, perhaps before this returns. */
  static void begin(
      History history,
      TopicName topic,
      Offset since,
      Duration patience,
      Scheduler scheduler,
      Consumer<Slice> then) {
    LongPoll poll = new LongPoll(then);
    Scheduler.Task waiting = history.await(topic, since, poll::answer);
    poll.timeout =
        scheduler.after(
            patience,
            () -> {
              waiting.cancel();
              poll.answer(history.after(topic, since)); // which knows how far nothing came
            });
    if (poll.answered.get()) { // meanwhile
      poll.timeout.cancel();
    }
  }

  private void answer(Slice slice) {
    if (answered.compareAndSet(false, true)) {
      timeout.cancel();
      then.accept(slice);
    }
  }
}
