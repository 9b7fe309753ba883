package dev.rialto.session;

import dev.rialto.access.Permit;
import dev.rialto.access.Proof;
import dev.rialto.time.Scheduler;
import java.time.Duration;

/** Notices when what a client was let in with, such as a token, is no longer valid. Any thread. */
final class PermitExpiry {
  /** A clock may be set meanwhile. */
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

  private final Scheduler scheduler;
  private final Runnable expired;
  private long at = Proof.NEVER;
  private boolean stopped;
  private Scheduler.Task alarm = () -> {};

  /**
   * Nothing to be watched yet.
   *
   * @param expired called once, by the scheduler
   */
  PermitExpiry(Scheduler scheduler, Runnable expired) {
    this.scheduler = scheduler;
    this.expired = expired;
  }

  /** From now on it is this permit that counts. */
  synchronized void watch(Permit permit) {
    alarm.cancel();
    at = permit.expires();
    plan();
  }

  private void plan() {
    if (at != Proof.NEVER && !stopped) {
      Duration left = Duration.ofMillis(Math.max(0, at - scheduler.wallClock()));
      alarm = scheduler.after(left.compareTo(LOOK_AGAIN) > 0 ? LOOK_AGAIN : left, this::look);
    }
  }

  private void look() {
    synchronized (this) {
      if (stopped) {
        return;
      }
      if (scheduler.wallClock() < at) { // also when another permit counts by now
        alarm.cancel();
        plan();
        return;
      }
    }
    expired.run();
  }

  synchronized void stop() {
    stopped = true;
    alarm.cancel();
  }
}
