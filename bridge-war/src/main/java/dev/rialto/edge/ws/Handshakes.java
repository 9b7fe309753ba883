package dev.rialto.edge.ws;

import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Arrays;
import java.util.List;

/** What the server answers to the subprotocols that a client offers (RFC 6455 section 4.2.2). */
public final class Handshakes extends ServerEndpointConfig.Configurator {
  /** Those of MQTT: [MQTT-6.0.0-3], and what MQTT 3.1 clients use. */
  static final String[] SUBPROTOCOLS = {"mqtt", "mqttv3.1"};

  /**
   * The first that both know, as the client wrote it; none, and so no header, when there is no
   * such: many devices offer "arduino" or nothing, and don't look at the answer.
   */
  @Override
  public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
    return requested.stream().filter(Arrays.asList(SUBPROTOCOLS)::contains).findFirst().orElse("");
  }
}
