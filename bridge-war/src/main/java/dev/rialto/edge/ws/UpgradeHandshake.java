package dev.rialto.edge.ws;

import dev.rialto.config.Setting;
import dev.rialto.config.Transport;
import dev.rialto.edge.Rialto;
import dev.rialto.edge.ws.frame.HandshakeKey;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.stream.Stream;

/**
 * Completes a handshake that {@link HandshakeFilter} has let through, in the place of the
 * container's WebSockets (RFC 6455 section 4.2). No extension is ever agreed on. Any thread may
 * call.
 */
final class UpgradeHandshake {
  private static final Logger LOG = System.getLogger(UpgradeHandshake.class.getName());
  private static final String VERSION = "Sec-WebSocket-Version";
  private static final String SPOKEN = "13";

  private final Rialto rialto;

  UpgradeHandshake(Rialto rialto) {
    this.rialto = rialto;
  }

  /** Makes the connection a WebSocket, or says what is wrong with the handshake. */
  void complete(AdmittedRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    String key = request.getHeader("Sec-WebSocket-Key");
    if (!SPOKEN.equals(request.getHeader(VERSION))) {
      response.setHeader(VERSION, SPOKEN);
      HandshakeFilter.askToUpgrade(response, "Only version 13 of WebSockets is spoken here.");
    } else if (!request.getMethod().equals("GET")) {
      refuse(request, response, "A WebSocket begins with GET.");
    } else if (!asksForUpgrade(request)) {
      refuse(request, response, "The header Connection does not say Upgrade.");
    } else if (!HandshakeKey.isValid(key)) {
      refuse(request, response, "The header Sec-WebSocket-Key is not 16 bytes in Base64.");
    } else {
      upgrade(request, response, key);
    }
  }

  private static boolean asksForUpgrade(HttpServletRequest request) {
    return Collections.list(request.getHeaders("Connection")).stream()
        .flatMap(line -> Stream.of(line.split(",", -1)))
        .anyMatch(token -> token.strip().equalsIgnoreCase("Upgrade"));
  }

  private void refuse(HttpServletRequest request, HttpServletResponse response, String sentence)
      throws IOException {
    HandshakeFilter.refuse(rialto, request, response, HttpServletResponse.SC_BAD_REQUEST, sentence);
  }

  private void upgrade(AdmittedRequest request, HttpServletResponse response, String key)
      throws IOException, ServletException {
    Remote remote = request.remote();
    Speech speech = remote.speech();
    GrizzlyHandshake grizzly = grizzly(request);
    if (grizzly == null) {
      request.upgrade(UpgradeHandler.class).serve(rialto, speech, remote.peer(), remote::cut);
    }
    response.setStatus(HttpServletResponse.SC_SWITCHING_PROTOCOLS);
    response.setHeader("Upgrade", "websocket");
    response.setHeader("Connection", "Upgrade"); // a single token: some devices look no further
    response.setHeader("Sec-WebSocket-Accept", HandshakeKey.accept(key));
    String subprotocol =
        speech.subprotocol(Handshakes.offered(request.getHeaders(Handshakes.SUBPROTOCOL)));
    if (!subprotocol.isEmpty()) {
      response.setHeader(Handshakes.SUBPROTOCOL, subprotocol);
    }
    response.flushBuffer(); // or the client waits for it for ever
    if (grizzly != null) {
      grizzly.serve(rialto, speech, remote);
    }
  }

  /** How the connection is taken; {@code null} where it isn't, or the container has no Grizzly. */
  private GrizzlyHandshake grizzly(AdmittedRequest request) {
    if (rialto.settings().choice(Setting.TRANSPORT, Transport.class) != Transport.GRIZZLY) {
      return null;
    }
    try {
      return GrizzlyHandshake.of(request);
    } catch (LinkageError e) {
      LOG.log(Level.DEBUG, "The container has no Grizzly.", e);
      return null;
    }
  }

  /** The deployment is over. */
  static void finish() {
    try {
      GrizzlyHandshake.finish();
    } catch (LinkageError e) {
      LOG.log(Level.DEBUG, "The container has no Grizzly.", e);
    }
  }
}
