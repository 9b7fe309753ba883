package dev.rialto.edge.ws;

import dev.rialto.edge.Rialto;
import dev.rialto.edge.client.Credentials;
import dev.rialto.session.Peer;
import java.util.List;

/**
 * JSON messages.
 *
 * @param credentials of the handshake, for a client that shows no others
 */
record JsonSpeech(Credentials credentials) implements Speech {
  private static final String SUBPROTOCOL = "rialto.json";

  @Override
  public String subprotocol(List<String> offered) {
    return named(offered);
  }

  /** The subprotocol to be named of those that are offered; empty to name none. */
  static String named(List<String> offered) {
    return offered.contains(SUBPROTOCOL) ? SUBPROTOCOL : "";
  }

  @Override
  public Receiver attend(Rialto rialto, Peer peer, WebSocketChannel channel) {
    return new JsonClient(rialto, peer, credentials, channel);
  }
}
