package dev.rialto.access;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.rialto.access.AuthenticationMethod.Failure;
import dev.rialto.access.AuthenticationMethod.Step;
import dev.rialto.access.AuthenticationMethod.Success;
import dev.rialto.wire.Payload;
import dev.rialto.wire.ReasonCode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Lets in who has a token: from CONNECT, from the handshake, or by enhanced authentication. */
final class TokenLogins implements LoginMethod {
  /** What MQTT 5 clients name in CONNECT that want to give another token before one expires. */
  static final String METHOD = "token";

  /** No password that anybody chooses looks like it (RFC 7515 section 3.1). */
  private static final Pattern FORM =
      Pattern.compile("eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");

  private static final int LONGEST = 8 << 10; // as much as a header may have almost everywhere

  private static final Logger LOG = System.getLogger(TokenLogins.class.getName());
  private static final Step EXPIRED =
      new Failure(ReasonCode.NOT_AUTHORIZED, "the token has expired; get a new one");
  private static final Failure INVALID =
      new Failure(ReasonCode.NOT_AUTHORIZED, "the token is not valid");

  /** Told from {@link #INVALID} by us alone: it is worth another look. */
  private static final Step UNKNOWN_KEY = new Failure(INVALID.reason(), INVALID.sentence());

  private final TokenVerifier verifier;
  private final LoginChecks checks;
  private final BiFunction<Proof, String, Permit> permits;

  TokenLogins(
      TokenVerifier verifier, LoginChecks checks, BiFunction<Proof, String, Permit> permits) {
    this.verifier = verifier;
    this.checks = checks;
    this.permits = permits;
  }

  /**
   * A token as the password counts whatever user name goes with it: MQTT 3 demands one. That of the
   * handshake counts for who says nothing else of himself.
   */
  @Override
  public boolean take(Login login, Consumer<Verdict> then) {
    String token = token(login);
    if (token != null) {
      check(token, step -> then.accept(verdict(step, login.clientId())));
    }
    return token != null;
  }

  private static String token(Login login) {
    if (login.password() == null) {
      return login.visitor().token() == null ? null : login.visitor().token().text();
    }
    String password = text(login.password());
    return FORM.matcher(password).matches() ? password : null;
  }

  /** What has other characters is no token. */
  private static String text(Payload data) {
    return new String(data.toBytes(), ISO_8859_1);
  }

  private Verdict verdict(Step step, String clientId) {
    return step instanceof Success success
        ? new Verdict.Admitted(permits.apply(success.proof(), clientId))
        : new Verdict.Refused(((Failure) step).reason(), ((Failure) step).sentence());
  }

  private void check(String token, Consumer<Step> then) {
    if (token.length() > LONGEST || !FORM.matcher(token).matches()) {
      checks.failed();
      then.accept(INVALID);
      return;
    }
    verify(
        token,
        step -> {
          if (step == UNKNOWN_KEY) {
            verifier.refresh(() -> verify(token, again -> then.accept(counted(again))));
          } else {
            then.accept(counted(step));
          }
        });
  }

  private void verify(String token, Consumer<Step> then) {
    checks.unguessable(
        () -> step(verifier.verify(token)),
        refusal -> new Failure(refusal.reason(), refusal.sentence()),
        then);
  }

  private static Step step(TokenVerifier.Finding finding) {
    if (finding instanceof TokenVerifier.Valid valid) {
      return new Success(
          new Proof(valid.userName(), valid.roles(), valid.expires(), Proof.Ground.ELSEWHERE),
          null);
    }
    if (finding instanceof TokenVerifier.Invalid invalid) {
      LOG.log(Level.DEBUG, "A token was refused: {0}.", invalid.why());
    }
    if (finding instanceof TokenVerifier.UnknownKey) {
      return UNKNOWN_KEY;
    }
    return finding instanceof TokenVerifier.Expired ? EXPIRED : INVALID;
  }

  private Step counted(Step step) {
    if (step instanceof Failure) {
      checks.failed();
    }
    return step;
  }

  /** As enhanced authentication: one step, in which the data is the token. */
  AuthenticationMethod method() {
    return new AuthenticationMethod() {
      @Override
      public String name() {
        return METHOD;
      }

      @Override
      public Exchange begin(String clientId, Visitor visitor) {
        return (data, then) -> check(data == null ? "" : text(data), then);
      }
    };
  }
}
