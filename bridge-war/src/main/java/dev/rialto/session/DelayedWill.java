package dev.rialto.session;

import dev.rialto.time.Scheduler;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A will that waits for its client to come back (MQTT 5.0 section 3.1.3.2.2): published once, or
 * never. Any thread may call.
 */
final class DelayedWill {
  private final Runnable publish;
  private final AtomicBoolean decided = new AtomicBoolean();
  private volatile Scheduler.Task alarm = () -> {};

  DelayedWill(Runnable publish) {
    this.publish = publish;
  }

  /** What will publish it in time. */
  void dueBy(Scheduler.Task task) {
    alarm = task;
    if (decided.get()) {
      task.cancel();
    }
  }

  /** The time is up, or the session ends. */
  void publish() {
    if (decided.compareAndSet(false, true)) {
      alarm.cancel();
      publish.run();
    }
  }

  /** The client is back. [MQTT-3.1.3-9] */
  void forget() {
    if (decided.compareAndSet(false, true)) {
      alarm.cancel();
    }
  }
}
