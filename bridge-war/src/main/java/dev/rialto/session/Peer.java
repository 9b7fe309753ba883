package dev.rialto.session;

import dev.rialto.access.Visitor;

/**
 * Who is at the other end of a connection.
 *
 * @param address for the log, such as {@code 192.0.2.7:51123}
 * @param visitor what its handshake has shown
 */
public record Peer(String address, Visitor visitor) {
  /** Somebody from that address, of whom nothing else is known. */
  public Peer(String address) {
    this(address, new Visitor(address, false));
  }
}
