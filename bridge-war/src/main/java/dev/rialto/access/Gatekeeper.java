package dev.rialto.access;

import dev.rialto.config.Admission;
import dev.rialto.config.InvalidSettingException;
import dev.rialto.config.Setting;
import dev.rialto.config.Settings;
import dev.rialto.observe.Counter;
import dev.rialto.observe.Counters;
import dev.rialto.wire.Payload;
import dev.rialto.wire.ReasonCode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** Decides who gets in by the operator's settings and files. Any thread may call. */
public final class Gatekeeper implements Access {
  private static final Logger LOG = System.getLogger(Gatekeeper.class.getName());

  private static final String LOCAL = "programs on this machine, without a user";

  private static final Verdict WRONG =
      new Verdict.Refused(
          ReasonCode.BAD_USER_NAME_OR_PASSWORD, "the user name or the password is wrong");
  private static final Verdict NAMELESS =
      new Verdict.Refused(ReasonCode.NOT_AUTHORIZED, "a user name and a password are needed");
  private static final Verdict TOO_MANY =
      new Verdict.Refused(
          ReasonCode.QUOTA_EXCEEDED, "too many clients are just logging in; try again later");
  private static final Verdict FAILED =
      new Verdict.Refused(ReasonCode.UNSPECIFIED_ERROR, "the password could not be checked");

  private final Admission anonymous;
  private final Executor passwordThreads;
  private final Counters counters;
  private final AccessRules rules;

  /**
   * By the settings, and the files that they name.
   *
   * @param passwordThreads where passwords are checked; rejects what is too much
   * @throws InvalidSettingException when a file can't be used
   */
  public Gatekeeper(Settings settings, Executor passwordThreads, Counters counters)
      throws InvalidSettingException {
    anonymous = settings.choice(Setting.ACCESS_ANONYMOUS, Admission.class);
    this.passwordThreads = passwordThreads;
    this.counters = counters;
    rules = AccessRules.read(settings);
  }

  @Override
  public void admit(Login login, Consumer<Verdict> then) {
    if (login.userName() == null || !rules.hasPasswords()) {
      then.accept(anonymous(login)); // a name that nobody checks is none
      return;
    }
    try {
      passwordThreads.execute(() -> then.accept(password(login)));
    } catch (RejectedExecutionException e) {
      counters.count(Counter.LOGINS_REJECTED);
      then.accept(TOO_MANY);
    }
  }

  private Verdict anonymous(Login login) {
    return mayBeAnonymous(login.visitor())
        ? new Verdict.Admitted(vouchedFor(Identity.anonymous(login.clientId())))
        : NAMELESS;
  }

  private boolean mayBeAnonymous(Visitor visitor) {
    return switch (anonymous) {
      case AUTOMATIC -> !rules.hasPasswords(); // the handshake has looked where it comes from
      case LOOPBACK -> !rules.hasPasswords() || visitor.local();
      case NOBODY -> false;
      case ANYONE -> true;
    };
  }

  private Verdict password(Login login) {
    try {
      Payload password = login.password() == null ? Payload.EMPTY : login.password();
      PasswordHash hash = rules.passwords().check(login.userName(), password.toBytes());
      if (hash == null) {
        counters.count(Counter.LOGINS_FAILED);
        return WRONG;
      }
      return new Verdict.Admitted(vouchedFor(new Identity(login.userName(), login.clientId())));
    } catch (RuntimeException e) { // the client waits for an answer
      LOG.log(Level.ERROR, "A password could not be checked.", e);
      return FAILED;
    }
  }

  /** Who gets in, for the log. */
  @Override
  public String toString() {
    String others =
        switch (anonymous) {
          case AUTOMATIC -> rules.hasPasswords() ? "" : LOCAL;
          case NOBODY -> "";
          case LOOPBACK -> LOCAL;
          case ANYONE -> "anyone, without a user";
        };
    String users = rules.hasPasswords() ? rules.passwords().size() + " users with passwords" : "";
    String both = users.isEmpty() || others.isEmpty() ? users + others : users + ", and " + others;
    return (both.isEmpty() ? "nobody" : both) + " (" + Setting.ACCESS_ANONYMOUS.key() + ")";
  }

  @Override
  public Permit vouchedFor(Identity identity) {
    return new Permit(identity, rules.permissions(identity));
  }
}
