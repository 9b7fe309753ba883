package dev.rialto.edge.ws;

import dev.rialto.config.Setting;
import dev.rialto.edge.Rialto;
import dev.rialto.edge.ws.frame.FrameReader;
import dev.rialto.session.Peer;
import java.util.List;

/** What is spoken on a WebSocket. */
interface Speech {
  /** A frame may carry packets besides the largest one. */
  int BESIDES = 64 << 10;

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

  /**
   * A client is here, on a connection whose frames are ours.
   *
   * @throws IllegalStateException when the deployment is not running
   */
  default Incoming begin(Rialto rialto, Peer peer, FramedChannel channel) {
    long longest = rialto.settings().number(Setting.PACKET_MAX) + BESIDES;
    return new Incoming(
        new FrameReader(longest), channel, attend(rialto, peer, channel), rialto.counters());
  }
}
