package dev.rialto.access;

import dev.rialto.config.Setting;
import dev.rialto.config.Settings;
import dev.rialto.observe.Counter;
import dev.rialto.observe.Counters;
import dev.rialto.time.Scheduler;
import dev.rialto.wire.Payload;
import dev.rialto.wire.ReasonCode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Lets users in who know their password: in threads of its own, and slowly who guesses. */
final class PasswordLogins {
  private static final Logger LOG = System.getLogger(PasswordLogins.class.getName());

  private static final Verdict WRONG =
      new Verdict.Refused(
          ReasonCode.BAD_USER_NAME_OR_PASSWORD, "the user name or the password is wrong");
  private static final Verdict TOO_MANY =
      new Verdict.Refused(
          ReasonCode.QUOTA_EXCEEDED, "too many clients are just logging in; try again later");
  private static final Verdict TOO_OFTEN =
      new Verdict.Refused(
          ReasonCode.QUOTA_EXCEEDED, "too many logins from this address have failed; wait");
  private static final Verdict FAILED =
      new Verdict.Refused(ReasonCode.UNSPECIFIED_ERROR, "the password could not be checked");

  private final Supplier<AccessRules> rules;
  private final LoginDelays delays;
  private final Scheduler scheduler;
  private final Executor threads;
  private final Counters counters;

  PasswordLogins(
      Supplier<AccessRules> rules,
      Settings settings,
      Scheduler scheduler,
      Executor threads,
      Counters counters) {
    this.rules = rules;
    delays = new LoginDelays(settings.time(Setting.ACCESS_FAILURES_DELAY), scheduler::now);
    this.scheduler = scheduler;
    this.threads = threads;
    this.counters = counters;
  }

  /** See {@link Access#admit}; there must be a user name. */
  void admit(Login login, Consumer<Verdict> then) {
    OptionalLong wait = delays.waitFor(login.visitor().address());
    if (wait.isEmpty()) {
      counters.count(Counter.LOGINS_REJECTED);
      then.accept(TOO_OFTEN);
    } else if (wait.getAsLong() > 0) {
      counters.count(Counter.LOGINS_DELAYED);
      scheduler.after(Duration.ofNanos(wait.getAsLong()), () -> submit(login, then));
    } else {
      submit(login, then);
    }
  }

  private void submit(Login login, Consumer<Verdict> then) {
    try {
      threads.execute(() -> then.accept(check(login)));
    } catch (RejectedExecutionException e) {
      counters.count(Counter.LOGINS_REJECTED);
      then.accept(TOO_MANY);
    }
  }

  private Verdict check(Login login) {
    try {
      Payload password = login.password() == null ? Payload.EMPTY : login.password();
      PasswordHash hash = rules.get().passwords().check(login.userName(), password.toBytes());
      if (hash == null) {
        counters.count(Counter.LOGINS_FAILED);
        delays.failed(login.visitor().address());
        return WRONG;
      }
      return new Verdict.Admitted(permit(login, hash));
    } catch (RuntimeException e) { // the client waits for an answer
      LOG.log(Level.ERROR, "A password could not be checked.", e);
      return FAILED;
    }
  }

  /** Of one who must go when the password is changed, and has no rights without one. */
  private Permit permit(Login login, PasswordHash hash) {
    String name = login.userName();
    Identity identity = new Identity(name, login.clientId());
    return new Permit(
        identity,
        new LivePermissions(identity, rules, now -> now.passwords().of(name) != null),
        () -> !hash.equals(rules.get().passwords().of(name)));
  }
}
