package dev.rialto.access;

import dev.rialto.wire.Payload;
import dev.rialto.wire.ReasonCode;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Lets users in who know their password. */
final class PasswordLogins implements LoginMethod {
  private static final Verdict WRONG =
      new Verdict.Refused(
          ReasonCode.BAD_USER_NAME_OR_PASSWORD, "the user name or the password is wrong");

  private final Supplier<AccessRules> rules;
  private final LoginChecks checks;
  private final BiFunction<Proof, String, Permit> permits;

  PasswordLogins(
      Supplier<AccessRules> rules, LoginChecks checks, BiFunction<Proof, String, Permit> permits) {
    this.rules = rules;
    this.checks = checks;
    this.permits = permits;
  }

  /** Who gives a name must prove it, whatever follows. */
  @Override
  public boolean take(Login login, Consumer<Verdict> then) {
    boolean about = login.userName() != null && rules.get().hasPasswords();
    if (about) {
      checks.guessable(login.visitor().address(), () -> check(login), refusal -> refusal, then);
    }
    return about;
  }

  private Verdict check(Login login) {
    Payload password = login.password() == null ? Payload.EMPTY : login.password();
    PasswordHash hash = rules.get().passwords().check(login.userName(), password.toBytes());
    if (hash == null) {
      checks.failed(login.visitor().address());
      return WRONG;
    }
    Proof proof = Proof.of(login.userName(), new Ground(login.userName(), hash));
    return new Verdict.Admitted(permits.apply(proof, login.clientId()));
  }

  /** Who was let in by a password must go when it is changed, and has no rights without one. */
  private final class Ground implements Proof.Ground {
    private final String user;
    private final PasswordHash hash;

    Ground(String user, PasswordHash hash) {
      this.user = user;
      this.hash = hash;
    }

    @Override
    public boolean isKnown() {
      return rules.get().passwords().of(user) != null;
    }

    @Override
    public boolean holds() {
      return hash.equals(rules.get().passwords().of(user));
    }
  }
}
