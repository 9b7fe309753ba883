package dev.rialto;

import dev.rialto.access.ConnectionLimits;
import dev.rialto.history.Offset;
import dev.rialto.session.Dialogue;
import dev.rialto.session.Link;
import dev.rialto.session.Peer;
import java.util.Optional;

/** The engine as its edges see it. */
public interface Broker {
  /**
   * Begins a dialogue; its first packet must be CONNECT.
   *
   * @param link the way back to the client; the engine closes it when the dialogue ends
   */
  Dialogue open(Peer peer, Link link);

  /** Where the history is now: what is published next comes after it. */
  Offset now();

  /**
   * Why a connection from an address would not be served at the moment, if so: for edges that can
   * say it before there is one.
   */
  Optional<ConnectionLimits.Refusal> refusal(String address);

  /** Closes a client's connection by order of an operator; returns whether it had one. */
  boolean disconnect(String clientId);
}
