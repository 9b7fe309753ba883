package dev.rialto.access;

import java.util.Set;

/**
 * Who a client is, once it has been let in.
 *
 * @param userName {@code null} for an anonymous client
 * @param clientId the client identifier, which anybody may choose: it proves nothing
 * @param roles that the user has, or {@code null} where nobody can tell: see {@link #remembered}
 */
public record Identity(String userName, String clientId, Set<String> roles) {
  /** The user name of the code that is deployed with the server, unless it is to be another. */
  public static final String DEPLOYMENT = "$deployment";

  /** Somebody without roles. */
  public Identity(String userName, String clientId) {
    this(userName, clientId, Set.of());
  }

  /** Somebody of whom nothing is known but the identifier. */
  public static Identity anonymous(String clientId) {
    return new Identity(null, clientId);
  }

  /**
   * Somebody who was here before the last start, of whom the store knows the name alone. Nothing
   * that a role might allow must be lost until the client is here again.
   */
  public static Identity remembered(String userName, String clientId) {
    return new Identity(userName, clientId, userName == null ? Set.of() : null);
  }

  /** Whether a user name is one that only the server itself has. */
  public static boolean isReserved(String userName) {
    return userName.startsWith("$");
  }

  /** Whether nobody has vouched for the client. */
  public boolean isAnonymous() {
    return userName == null;
  }
}
