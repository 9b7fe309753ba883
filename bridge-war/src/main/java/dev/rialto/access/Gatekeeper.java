package dev.rialto.access;

import dev.rialto.config.Admission;
import dev.rialto.config.Authenticator;
import dev.rialto.config.InvalidSettingException;
import dev.rialto.config.Setting;
import dev.rialto.config.Settings;
import dev.rialto.observe.Counters;
import dev.rialto.time.Scheduler;
import dev.rialto.wire.ReasonCode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decides who gets in by the operator's settings and files. Any thread may call. */
public final class Gatekeeper implements Access {
  private static final Logger LOG = System.getLogger(Gatekeeper.class.getName());

  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
  private static final String LOCAL = "programs on this machine, without a user";

  private static final Verdict NAMELESS =
      new Verdict.Refused(ReasonCode.NOT_AUTHORIZED, "a user name and a password are needed");

  private final Admission anonymous;
  private final List<Authenticator> authenticators;
  private final String deploymentUser;
  private final Scheduler scheduler;
  private final AccessFiles files;
  private final PasswordLogins passwordLogins;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /**
   * By the settings, and the files that they name.
   *
   * @param passwordThreads where passwords are checked; rejects what is too much
   * @throws InvalidSettingException when a file can't be used
   */
  public Gatekeeper(
      Settings settings, Scheduler scheduler, Executor passwordThreads, Counters counters)
      throws InvalidSettingException {
    anonymous = settings.choice(Setting.ACCESS_ANONYMOUS, Admission.class);
    authenticators = Authenticators.of(settings);
    if (!settings.text(Setting.ACCESS_PASSWORDS_FILE).isEmpty()
        && !authenticators.contains(Authenticator.PASSWORDS)) {
      throw new InvalidSettingException(
          "%s is set, but %s does not name passwords; add it, or take the file away."
              .formatted(Setting.ACCESS_PASSWORDS_FILE.key(), Setting.ACCESS_AUTHENTICATORS.key()));
    }
    deploymentUser = settings.text(Setting.CDI_USER);
    this.scheduler = scheduler;
    files = new AccessFiles(settings, () -> listeners.forEach(Runnable::run));
    passwordLogins =
        new PasswordLogins(files::rules, settings, scheduler, passwordThreads, counters);
  }

  @Override
  public void admit(Login login, Consumer<Verdict> then) {
    for (Authenticator each : authenticators) {
      if (each == Authenticator.PASSWORDS && hasPasswords() && login.userName() != null) {
        passwordLogins.admit(login, then); // who gives a name must prove it, whatever follows
        return;
      }
      if (each == Authenticator.SERVER && login.visitor().user() != null) {
        Identity known = new Identity(login.visitor().user(), login.clientId());
        then.accept(new Verdict.Admitted(vouchedFor(known)));
        return;
      }
    }
    then.accept(anonymous(login)); // a name that nobody checks is none
  }

  private Verdict anonymous(Login login) {
    return mayBeAnonymous(login.visitor())
        ? new Verdict.Admitted(vouchedFor(Identity.anonymous(login.clientId())))
        : NAMELESS;
  }

  private boolean hasPasswords() {
    return files.rules().hasPasswords();
  }

  private boolean mayBeAnonymous(Visitor visitor) {
    return switch (anonymous) {
      case AUTOMATIC -> !hasPasswords(); // the handshake has looked where it comes from
      case LOOPBACK -> !hasPasswords() || visitor.local();
      case NOBODY -> false;
      case ANYONE -> true;
    };
  }

  /** Who gets in, for the log. */
  @Override
  public String toString() {
    String others =
        switch (anonymous) {
          case AUTOMATIC -> hasPasswords() ? "" : LOCAL;
          case NOBODY -> "";
          case LOOPBACK -> LOCAL;
          case ANYONE -> "anyone, without a user";
        };
    String passwords =
        hasPasswords() ? files.rules().passwords().size() + " users with passwords" : "";
    String servers = authenticators.contains(Authenticator.SERVER) ? "the server's users" : "";
    String all =
        Stream.of(passwords, servers, others)
            .filter(who -> !who.isEmpty())
            .collect(Collectors.joining(", and "));
    return (all.isEmpty() ? "nobody" : all) + " (" + Setting.ACCESS_ANONYMOUS.key() + ")";
  }

  @Override
  public Permit deployment(String clientId) {
    return deploymentUser.isEmpty()
        ? Access.super.deployment(clientId)
        : vouchedFor(new Identity(deploymentUser, clientId));
  }

  @Override
  public Permit vouchedFor(Identity identity) {
    if (Identity.DEPLOYMENT.equals(identity.userName())) { // of something that it has retained
      return Access.super.deployment(identity.clientId());
    }
    return new Permit(
        identity,
        files.isEmpty()
            ? withoutFiles(identity) // what can't change need not be looked at again
            : new LivePermissions(identity, files::rules, rules -> true));
  }

  /** Who could start or stop the server may see what it says of itself. */
  private Permissions withoutFiles(Identity identity) {
    boolean onlyThisMachine = anonymous == Admission.AUTOMATIC || anonymous == Admission.LOOPBACK;
    return onlyThisMachine && identity.isAnonymous() ? Permissions.LOCAL : Permissions.ALL;
  }

  /**
   * Looks every few seconds whether the files have changed, and reads them again.
   *
   * @param fileThread reads them, and closes the connections of those who must go
   */
  public void watch(Executor fileThread) {
    if (!files.isEmpty()) {
      scheduler.after(LOOK_EVERY, () -> look(fileThread));
    }
  }

  private void look(Executor fileThread) {
    try {
      fileThread.execute(
          () -> {
            try {
              files.look();
            } finally {
              watch(fileThread);
            }
          });
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "The server stops.", e);
    }
  }

  /** Reads the files now; returns why they can't be used, in one sentence, or what is in them. */
  public String reload() {
    files.reload();
    return problem().orElseGet(() -> files.rules().toString());
  }

  /** Why the files as they are now are not in effect; empty when they are. */
  public Optional<String> problem() {
    return files.problem();
  }

  /** Has this called whenever new rules are in effect. */
  public void whenChanged(Runnable listener) {
    listeners.add(listener);
  }
}
