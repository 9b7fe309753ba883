package dev.rialto.session;

/**
 * Who is at the other end of a connection.
 *
 * @param address for the log, such as {@code 192.0.2.7:51123}
 */
public record Peer(String address) {}
