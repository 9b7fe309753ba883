package dev.rialto.session;

import dev.rialto.time.Scheduler;
import java.time.Duration;

/**
 * Notices a client that has been silent for one and a half times its keep alive (MQTT 3.1.1 section
 * 3.1.2.10). A packet only notes the time; one alarm per connection looks whether enough of them
 * came.
 */
final class KeepAlive {
  private final Scheduler scheduler;
  private final Duration limit;
  private final Runnable silent;
  private volatile long lastPacket;
  private volatile Scheduler.Task alarm;
  private volatile boolean stopped;
  private volatile boolean excused;

  /**
   * Starts watching.
   *
   * @param seconds as in CONNECT; 0 watches nothing
   * @param silent called once, by the scheduler
   */
  KeepAlive(Scheduler scheduler, int seconds, Runnable silent) {
    this.scheduler = scheduler;
    this.limit = Duration.ofMillis(1500L * seconds); // [MQTT-3.1.2-24]
    this.silent = silent;
    packet();
    if (seconds > 0) {
      alarm = scheduler.after(limit, this::look);
    }
  }

  /** An MQTT packet came; WebSocket pings don't count. */
  void packet() {
    lastPacket = scheduler.now();
  }

  /** Whether it can't be heard at the moment, because we don't read. */
  void excuse(boolean now) {
    packet(); // from when it can be heard again
    excused = now;
  }

  private void look() {
    if (stopped) {
      return;
    }
    if (excused) {
      packet();
    }
    Duration left = limit.minusNanos(scheduler.now() - lastPacket);
    if (left.isZero() || left.isNegative()) {
      silent.run();
    } else {
      alarm = scheduler.after(left, this::look);
      if (stopped) {
        alarm.cancel();
      }
    }
  }

  void stop() {
    stopped = true;
    Scheduler.Task planned = alarm;
    if (planned != null) {
      planned.cancel();
    }
  }
}
