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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Decides who gets in by the operator's settings and files. Any thread may call. */
public final class Gatekeeper implements Access {
  private static final Logger LOG = System.getLogger(Gatekeeper.class.getName());

  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
  private static final String LOCAL = "programs on this machine, without a user";

  private static final Verdict NAMELESS =
      new Verdict.Refused(ReasonCode.NOT_AUTHORIZED, "a user name and a password are needed");

  private final Admission anonymous;
  private final List<Authenticator> authenticators;
  private final boolean users;
  private final String deploymentUser;
  private final Scheduler scheduler;
  private final AccessFiles files;
  private final TokenVerifier verifier;
  private final List<LoginMethod> methods = new ArrayList<>();
  private final List<AuthenticationMethod> enhanced = new ArrayList<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /**
   * By the settings, and the files that they name.
   *
   * @param verifier of tokens; {@code null} where there are no keys
   * @param random makes a text that nobody can guess
   * @param passwordThreads where passwords and the like are checked; rejects what is too much
   * @throws InvalidSettingException when a file can't be used
   */
  public Gatekeeper(
      Settings settings,
      Scheduler scheduler,
      TokenVerifier verifier,
      Supplier<String> random,
      Executor passwordThreads,
      Counters counters)
      throws InvalidSettingException {
    anonymous = settings.choice(Setting.ACCESS_ANONYMOUS, Admission.class);
    authenticators = Authenticators.checked(settings);
    users = Authenticators.knowUsers(settings);
    deploymentUser = settings.text(Setting.CDI_USER);
    this.scheduler = scheduler;
    this.verifier = verifier;
    files = new AccessFiles(settings, () -> listeners.forEach(Runnable::run));
    LoginChecks checks = new LoginChecks(settings, scheduler, passwordThreads, counters);
    if (files.rules().scram() != null) {
      enhanced.add(new ScramMethod(files::rules, checks, random));
    }
    methods.add(new TicketLogins(checks, this::permit));
    for (Authenticator each : authenticators) {
      switch (each) {
        case PASSWORDS -> methods.add(new PasswordLogins(files::rules, checks, this::permit));
        case TOKENS -> {
          if (verifier != null) {
            TokenLogins tokens = new TokenLogins(verifier, checks, this::permit);
            methods.add(tokens);
            enhanced.add(tokens.method());
          }
        }
        case SERVER -> methods.add(known(Visitor::user, visitor -> visitor.roles()));
        case CERTIFICATE -> methods.add(known(Visitor::certificate, visitor -> Set.of()));
      }
    }
  }

  /** Whom the server has let in already. */
  private LoginMethod known(Function<Visitor, String> user, Function<Visitor, Set<String>> roles) {
    return (login, then) -> {
      String name = user.apply(login.visitor());
      boolean isUser = name != null && !Identity.isReserved(name);
      if (isUser) {
        Set<String> has = roles.apply(login.visitor());
        Proof proof = new Proof(name, has, Proof.NEVER, Proof.Ground.ELSEWHERE);
        then.accept(new Verdict.Admitted(permit(proof, login.clientId())));
      }
      return isUser;
    };
  }

  /** Of enhanced authentication. */
  public List<AuthenticationMethod> enhanced() {
    return List.copyOf(enhanced);
  }

  @Override
  public void admit(Login login, Consumer<Verdict> then) {
    for (LoginMethod each : methods) {
      if (each.take(login, then)) {
        return;
      }
    }
    then.accept(anonymous(login)); // a name that nobody checks is none
  }

  private Verdict anonymous(Login login) {
    return mayBeAnonymous(login.visitor())
        ? new Verdict.Admitted(permit(Proof.NONE, login.clientId()))
        : NAMELESS;
  }

  private boolean mayBeAnonymous(Visitor visitor) {
    return switch (anonymous) {
      case AUTOMATIC -> !users; // the handshake has looked where it comes from
      case LOOPBACK -> !users || visitor.local();
      case NOBODY -> false;
      case ANYONE -> true;
    };
  }

  /** Who gets in, for the log. */
  @Override
  public String toString() {
    String others =
        switch (anonymous) {
          case AUTOMATIC -> users ? "" : LOCAL;
          case NOBODY -> "";
          case LOOPBACK -> LOCAL;
          case ANYONE -> "anyone, without a user";
        };
    List<String> all = new ArrayList<>();
    if (files.rules().hasPasswords()) {
      all.add(files.rules().passwords().size() + " users with passwords");
    }
    if (files.rules().scram() != null) {
      all.add(files.rules().scram().size() + " users with SCRAM");
    }
    if (verifier != null) {
      all.add("users with tokens");
    }
    if (authenticators.contains(Authenticator.SERVER)) {
      all.add("the server's users");
    }
    if (authenticators.contains(Authenticator.CERTIFICATE)) {
      all.add("users with certificates");
    }
    if (!others.isEmpty()) {
      all.add(others);
    }
    return (all.isEmpty() ? "nobody" : String.join(", and ", all))
        + " ("
        + Setting.ACCESS_ANONYMOUS.key()
        + ")";
  }

  @Override
  public Permit permit(Proof proof, String clientId) {
    Identity identity = proof.identity(clientId);
    return new Permit(identity, permissions(identity, proof.ground()), proof);
  }

  @Override
  public Permit remembered(String userName, String clientId) {
    if (Identity.DEPLOYMENT.equals(userName)) { // of something that it has retained
      return Access.super.deployment(clientId);
    }
    Identity identity = Identity.remembered(userName, clientId);
    return new Permit(identity, permissions(identity, Proof.Ground.ELSEWHERE));
  }

  @Override
  public Permit deployment(String clientId) {
    return deploymentUser.isEmpty()
        ? Access.super.deployment(clientId)
        : permit(Proof.of(deploymentUser), clientId);
  }

  private Permissions permissions(Identity identity, Proof.Ground ground) {
    return files.isEmpty()
        ? withoutFiles(identity) // what can't change need not be looked at again
        : new LivePermissions(identity, files::rules, ground::isKnown);
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
    if (verifier != null) {
      verifier.refresh(() -> {});
    }
    return problem().orElseGet(() -> files.rules().toString());
  }

  /** Why the files, or keys, as they are now are not in effect; empty when they are. */
  public Optional<String> problem() {
    return files.problem().or(() -> verifier == null ? Optional.empty() : verifier.problem());
  }

  /** Has this called whenever new rules are in effect. */
  public void whenChanged(Runnable listener) {
    listeners.add(listener);
  }
}
