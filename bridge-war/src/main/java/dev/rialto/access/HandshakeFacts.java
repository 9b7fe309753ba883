package dev.rialto.access;

/**
 * What a request says of itself, free of any container's types.
 *
 * @param peer the address at the other end of the TCP connection
 * @param secure whether that connection is TLS
 * @param host the Host header, or {@code null}
 * @param origin the Origin header, or {@code null}
 * @param ownPage whether the browser says that a page of this very origin has made it
 * @param forwarded what proxies say of the client
 * @param credentialed whether it carries a cookie or an identity of the container's
 * @param shown of who has sent it
 */
public record HandshakeFacts(
    String peer,
    boolean secure,
    String host,
    String origin,
    boolean ownPage,
    Forwarded forwarded,
    boolean credentialed,
    Shown shown) {
  /** The same without a ticket, where none is accepted. */
  public HandshakeFacts withoutTicket() {
    return new HandshakeFacts(
        peer, secure, host, origin, ownPage, forwarded, credentialed, shown.withoutTicket());
  }
}
