package dev.rialto.access;

import dev.rialto.config.Setting;
import dev.rialto.config.Settings;
import dev.rialto.observe.Counter;
import dev.rialto.observe.Counters;
import dev.rialto.time.Scheduler;
import dev.rialto.wire.ReasonCode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Has logins checked in threads of their own, and slowly where others have failed. */
final class LoginChecks {
  private static final Logger LOG = System.getLogger(LoginChecks.class.getName());

  private static final Verdict.Refused TOO_MANY =
      new Verdict.Refused(
          ReasonCode.QUOTA_EXCEEDED, "too many clients are just logging in; try again later");
  private static final Verdict.Refused TOO_OFTEN =
      new Verdict.Refused(
          ReasonCode.QUOTA_EXCEEDED, "too many logins from this address have failed; wait");
  private static final Verdict.Refused FAILED =
      new Verdict.Refused(ReasonCode.UNSPECIFIED_ERROR, "the login could not be checked");

  private final LoginDelays delays;
  private final Scheduler scheduler;
  private final Executor threads;
  private final Counters counters;

  LoginChecks(Settings settings, Scheduler scheduler, Executor threads, Counters counters) {
    delays = new LoginDelays(settings.time(Setting.ACCESS_FAILURES_DELAY), scheduler::now);
    this.scheduler = scheduler;
    this.threads = threads;
    this.counters = counters;
  }

  /**
   * Something that can be guessed: who has failed before has to wait.
   *
   * @param check takes a while
   * @param refused makes a result of a refusal without any check
   * @param then gets the result
   */
  <T> void guessable(
      String address, Supplier<T> check, Function<Verdict.Refused, T> refused, Consumer<T> then) {
    OptionalLong wait = delays.waitFor(address);
    if (wait.isEmpty()) {
      counters.count(Counter.LOGINS_REJECTED);
      then.accept(refused.apply(TOO_OFTEN));
    } else if (wait.getAsLong() > 0) {
      counters.count(Counter.LOGINS_DELAYED);
      scheduler.after(Duration.ofNanos(wait.getAsLong()), () -> unguessable(check, refused, then));
    } else {
      unguessable(check, refused, then);
    }
  }

  /** The same for what can't be guessed. */
  <T> void unguessable(Supplier<T> check, Function<Verdict.Refused, T> refused, Consumer<T> then) {
    try {
      threads.execute(() -> then.accept(checked(check, refused)));
    } catch (RejectedExecutionException e) {
      counters.count(Counter.LOGINS_REJECTED);
      then.accept(refused.apply(TOO_MANY));
    }
  }

  private static <T> T checked(Supplier<T> check, Function<Verdict.Refused, T> refused) {
    try {
      return check.get();
    } catch (RuntimeException e) { // the client waits for an answer
      LOG.log(Level.ERROR, "A login could not be checked.", e);
      return refused.apply(FAILED);
    }
  }

  /** Somebody's guess was wrong. */
  void failed(String address) {
    failed();
    delays.failed(address);
  }

  /** What somebody has shown was worth nothing. */
  void failed() {
    counters.count(Counter.LOGINS_FAILED);
  }
}
