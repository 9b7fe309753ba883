package dev.rialto.access;

/**
 * What a handshake shows of who is behind it, as far as it can be believed.
 *
 * @param address the client's IP address
 * @param local whether it is a program on this machine, by {@link HandshakePolicy}
 * @param user as whom the server has authenticated it, or {@code null}
 */
public record Visitor(String address, boolean local, String user) {
  /** Somebody whom the server doesn't know. */
  public Visitor(String address, boolean local) {
    this(address, local, null);
  }
}
