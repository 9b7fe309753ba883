package dev.rialto.session;

import dev.rialto.access.Visitor;

/**
 * Who is at the other end of a connection.
 *
 * @param address for the log, such as {@code 192.0.2.7:51123}
 * @param visitor what its handshake has shown
 * @param kind what it speaks
 */
public record Peer(String address, Visitor visitor, Kind kind) {
  /** What a client speaks to its edge. */
  public enum Kind {
    MQTT,
    JSON,
    TEXT,
    HTTP,
    EVENTS,
    /** Code in the same deployment. */
    CDI
  }

  /** A client that speaks MQTT. */
  public Peer(String address, Visitor visitor) {
    this(address, visitor, Kind.MQTT);
  }

  /** Somebody from that address, of whom nothing else is known. */
  public Peer(String address) {
    this(address, new Visitor(address, false));
  }

  /** The same, speaking something else. */
  public Peer speaking(Kind other) {
    return new Peer(address, visitor, other);
  }
}
