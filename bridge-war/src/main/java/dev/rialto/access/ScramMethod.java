package dev.rialto.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rialto.wire.Payload;
import dev.rialto.wire.ReasonCode;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SCRAM-SHA-256 (RFC 5802, RFC 7677) as enhanced authentication: the client proves that it knows
 * the password without sending it, and the server that it has been told. Without channel binding.
 */
final class ScramMethod implements AuthenticationMethod {
  private static final Failure WRONG =
      new Failure(ReasonCode.NOT_AUTHORIZED, "the user name or the password is wrong");
  private static final Failure FOREIGN =
      new Failure(ReasonCode.NOT_AUTHORIZED, "that is no message of SCRAM without channel binding");

  /** {@code n} or {@code y}, a user to act as (which must be the same), name and nonce. */
  private static final Pattern FIRST =
      Pattern.compile("([ny],(?:a=([^,]+))?,)(n=([^,]+),r=([\\x21-\\x2B\\x2D-\\x7E]+)(?:,.*)?)");

  private static final Pattern LAST =
      Pattern.compile("(c=([^,]+),r=([^,]+)(?:,.*)?),p=([A-Za-z0-9+/=]+)");

  private static final int LONGEST = 4 << 10; // bytes of a message

  private final Supplier<AccessRules> rules;
  private final LoginChecks checks;
  private final Supplier<String> nonces;

  /**
   * By the file that is in effect.
   *
   * @param nonces each another, printable and without commas, and none that can be guessed
   */
  ScramMethod(Supplier<AccessRules> rules, LoginChecks checks, Supplier<String> nonces) {
    this.rules = rules;
    this.checks = checks;
    this.nonces = nonces;
  }

  @Override
  public String name() {
    return "SCRAM-SHA-256";
  }

  @Override
  public Exchange begin(String clientId, Visitor visitor) {
    return new Attempt(visitor.address());
  }

  private final class Attempt implements Exchange {
    private final String address;
    private String header;
    private String user;
    private String said; // so far, as both sides sign it
    private String nonce;
    private ScramCredential credential;

    Attempt(String address) {
      this.address = address;
    }

    @Override
    public void step(Payload data, Consumer<Step> then) {
      String message =
          data == null || data.length() > LONGEST ? "" : new String(data.toBytes(), UTF_8);
      if (credential == null) {
        checks.unguessable(() -> first(message), Attempt::refused, then);
      } else {
        checks.guessable(address, () -> last(message), Attempt::refused, then);
      }
    }

    private static Step refused(Verdict.Refused refusal) {
      return new Failure(refusal.reason(), refusal.sentence());
    }

    private Step first(String message) {
      Matcher first = FIRST.matcher(message);
      String name = first.matches() ? name(first.group(4)) : null;
      if (name == null || (first.group(2) != null && !name.equals(name(first.group(2))))) {
        checks.failed();
        return FOREIGN;
      }
      header = first.group(1);
      user = name;
      nonce = first.group(5) + nonces.get();
      credential = rules.get().scram().orNobodys(user);
      String challenge = credential.challenge(nonce);
      said = first.group(3) + "," + challenge + ",";
      return new Continue(Payload.of(challenge));
    }

    /** {@code null} when it is none. */
    private static String name(String escaped) {
      return escaped.replace("=2C", "").replace("=3D", "").contains("=")
          ? null
          : SaslPrep.of(escaped.replace("=2C", ",").replace("=3D", "="));
    }

    private Step last(String message) {
      Matcher last = LAST.matcher(message);
      boolean fits = last.matches() && last.group(3).equals(nonce) && isHeader(last.group(2));
      if (!fits) {
        checks.failed(address);
        return FOREIGN;
      }
      said += last.group(1);
      if (!credential.isProved(decode(last.group(4)), said)) {
        checks.failed(address);
        return WRONG;
      }
      return new Success(
          Proof.of(user, new Ground(user, credential)),
          Payload.of("v=" + Base64.getEncoder().encodeToString(credential.signature(said))));
    }

    /** The beginning is signed with the rest, so that nobody on the way has changed it. */
    private boolean isHeader(String base64) {
      return header.equals(new String(decode(base64), UTF_8));
    }

    private static byte[] decode(String base64) {
      try {
        return Base64.getDecoder().decode(base64);
      } catch (IllegalArgumentException e) {
        return new byte[0];
      }
    }
  }

  /** Who was let in by a password must go when it is changed, and has no rights without one. */
  private final class Ground implements Proof.Ground {
    private final String user;
    private final ScramCredential credential;

    Ground(String user, ScramCredential credential) {
      this.user = user;
      this.credential = credential;
    }

    @Override
    public boolean isKnown() {
      return rules.get().scram().of(user) != null;
    }

    @Override
    public boolean holds() {
      return credential.equals(rules.get().scram().of(user));
    }
  }
}
