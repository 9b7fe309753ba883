package dev.rialto.access;

import java.util.Set;

/**
 * As whom somebody has been recognised, by whatever method, and for how long that holds. Immutable.
 *
 * @param userName {@code null} for nobody in particular
 * @param roles that rules may speak of, besides the user
 * @param expires milliseconds since 1970, or {@link #NEVER}
 * @param ground what of the operator's files it rests on
 */
public record Proof(String userName, Set<String> roles, long expires, Ground ground) {
  /** For as long as the client likes. */
  public static final long NEVER = Long.MAX_VALUE;

  /** Nobody in particular. */
  public static final Proof NONE = of(null);

  /** What may change with the operator's files. Any thread may call. */
  public interface Ground {
    /** Somebody of whom the files say nothing. */
    Ground ELSEWHERE =
        new Ground() {
          @Override
          public boolean isKnown() {
            return true;
          }

          @Override
          public boolean holds() {
            return true;
          }
        };

    /** Whether there is such a user still; if not, there are no rights either. */
    boolean isKnown();

    /** Whether what was shown would still be accepted; if not, the client must go. */
    boolean holds();
  }

  /** A user without roles, until further notice. */
  public static Proof of(String userName) {
    return new Proof(userName, Set.of(), NEVER, Ground.ELSEWHERE);
  }

  /** A user whom the operator's files know. */
  static Proof of(String userName, Ground ground) {
    return new Proof(userName, Set.of(), NEVER, ground);
  }

  /** The client of that identifier that has shown it. */
  Identity identity(String clientId) {
    return new Identity(userName, clientId, roles);
  }
}
