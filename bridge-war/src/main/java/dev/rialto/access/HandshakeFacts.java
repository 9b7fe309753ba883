package dev.rialto.access;

/**
 * What a WebSocket handshake says of itself, free of any container's types.
 *
 * @param peer the address at the other end of the TCP connection
 * @param secure whether that connection is TLS
 * @param host the Host header, or {@code null}
 * @param origin the Origin header, or {@code null}
 * @param forwarded what proxies say of the client
 * @param credentialed whether it carries a cookie or an identity of the container's
 * @param user as whom the container has authenticated it, or {@code null}
 */
public record HandshakeFacts(
    String peer,
    boolean secure,
    String host,
    String origin,
    Forwarded forwarded,
    boolean credentialed,
    String user) {}
