package dev.rialto.access;

import java.util.Set;

/**
 * What a handshake shows of who is behind it, as far as it can be believed.
 *
 * @param address the client's IP address
 * @param local whether it is a program on this machine, by {@link HandshakePolicy}
 * @param user as whom the server has authenticated it, or {@code null}
 * @param roles of that user, of those that the operator wants to be asked for
 * @param certificate the user that the client's certificate names, or {@code null}
 * @param token a bearer token, or {@code null}; nobody has looked at it yet
 * @param ticket what its ticket has turned out to be, or {@code null} when it had none
 */
public record Visitor(
    String address,
    boolean local,
    String user,
    Set<String> roles,
    String certificate,
    Secret token,
    Redeemed ticket) {
  /** What has come of a ticket; {@code null} for one that is not valid. */
  public record Redeemed(Proof proof) {}

  /** Whether nothing shows who it is. */
  public boolean isUnknown() {
    return user == null && certificate == null && token == null && ticket == null;
  }

  /** Somebody whom at most the server knows. */
  public Visitor(String address, boolean local, String user) {
    this(address, local, user, Set.of(), null, null, null);
  }

  /** Somebody whom the server doesn't know. */
  public Visitor(String address, boolean local) {
    this(address, local, null);
  }
}
