package dev.rialto.edge.ws;

import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;

/** What the server answers to the subprotocols that a client offers (RFC 6455 section 4.2.2). */
public final class Handshakes extends ServerEndpointConfig.Configurator {
  /** The header that both sides name them in. */
  static final String SUBPROTOCOL = "Sec-WebSocket-Protocol";

  /** Those of MQTT: [MQTT-6.0.0-3], and what MQTT 3.1 clients use. */
  static final String[] SUBPROTOCOLS = {"mqtt", "mqttv3.1"};

  /** What a client offers, from all the lines of its header. */
  static List<String> offered(Enumeration<String> lines) {
    return Collections.list(lines).stream()
        .flatMap(line -> Stream.of(line.split(",", -1)))
        .map(String::strip)
        .toList();
  }

  /**
   * The first that both know, as the client wrote it; none, and so no header, when there is no
   * such: many devices offer "arduino" or nothing, and don't look at the answer.
   */
  static String negotiated(List<String> offered) {
    return offered.stream().filter(Arrays.asList(SUBPROTOCOLS)::contains).findFirst().orElse("");
  }

  @Override
  public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
    return negotiated(requested);
  }
}
