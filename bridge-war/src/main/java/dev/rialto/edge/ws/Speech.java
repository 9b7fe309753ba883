package dev.rialto.edge.ws;

import dev.rialto.edge.Rialto;
import dev.rialto.session.Peer;
import java.util.List;

/** What is spoken on a WebSocket. */
interface Speech {
  /** MQTT. */
  Speech MQTT =
      new Speech() {
        @Override
        public String subprotocol(List<String> offered) {
          return Handshakes.negotiated(offered);
        }

        @Override
        public Receiver attend(Rialto rialto, Peer peer, WebSocketChannel channel) {
          return new Attendant(rialto, peer, channel);
        }
      };

  /** The subprotocol to be named, of those that a client offers; empty to name none. */
  String subprotocol(List<String> offered);

  /**
   * A client is here.
   *
   * @throws IllegalStateException when the deployment is not running
   */
  Receiver attend(Rialto rialto, Peer peer, WebSocketChannel channel);
}
