package dev.rialto.access;

/**
 * Who a client is, once it has been let in.
 *
 * @param userName {@code null} for an anonymous client
 * @param clientId the client identifier, which anybody may choose: it proves nothing
 */
public record Identity(String userName, String clientId) {
  /** The user name of the code that is deployed with the server, unless it is to be another. */
  public static final String DEPLOYMENT = "$deployment";

  /** Somebody of whom nothing is known but the identifier. */
  public static Identity anonymous(String clientId) {
    return new Identity(null, clientId);
  }

  /** Whether nobody has vouched for the client. */
  public boolean isAnonymous() {
    return userName == null;
  }
}
