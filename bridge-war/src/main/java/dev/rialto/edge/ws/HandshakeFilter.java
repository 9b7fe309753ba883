package dev.rialto.edge.ws;

import dev.rialto.access.ConnectionLimits;
import dev.rialto.access.HandshakeFacts;
import dev.rialto.access.Visitor;
import dev.rialto.config.Setting;
import dev.rialto.config.Transport;
import dev.rialto.edge.Rialto;
import dev.rialto.observe.Counter;
import dev.rialto.wire.ReasonCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * Lets a handshake through to the transport of WebSockets that is set, or refuses it with a status
 * and one sentence. A filter, because it is the only place that runs before any endpoint sees the
 * connection and has the whole request.
 */
public final class HandshakeFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = System.getLogger(HandshakeFilter.class.getName());
  private static final int UPGRADE_REQUIRED = 426; // RFC 9110 section 15.5.22
  private static final int TOO_MANY_REQUESTS = 429; // RFC 6585 section 4

  private final transient Rialto rialto;

  /** A filter of that deployment. */
  public HandshakeFilter(Rialto rialto) {
    this.rialto = rialto;
  }

  @Override
  public void destroy() {
    UpgradeHandshake.finish();
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HandshakeFacts facts = facts(rialto, request);
    Optional<String> refusal = rialto.handshakePolicy().refusal(facts);
    if (refusal.isPresent()) {
      refuse(rialto, request, response, HttpServletResponse.SC_FORBIDDEN, refusal.get());
    } else if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
      askToUpgrade(response, "This is for MQTT clients, over a WebSocket.");
    } else if (rialto.settings().flag(Setting.SUBPROTOCOL_REQUIRED) && !offersMqtt(request)) {
      refuse(
          rialto,
          request,
          response,
          HttpServletResponse.SC_BAD_REQUEST,
          "The client offers neither of the subprotocols mqtt and mqttv3.1.");
    } else {
      Visitor visitor = rialto.handshakePolicy().visitor(facts);
      if (isTurnedAway(rialto, visitor, request, response)) {
        return;
      }
      AdmittedRequest admitted = new AdmittedRequest(request, visitor);
      switch (rialto.settings().choice(Setting.TRANSPORT, Transport.class)) {
        case ENDPOINT -> chain.doFilter(new EndpointRequest(admitted), response);
        case UPGRADE, GRIZZLY -> new UpgradeHandshake(rialto).complete(admitted, response);
      }
    }
  }

  /** What a request says of itself, and of who has sent it. */
  public static HandshakeFacts facts(Rialto rialto, HttpServletRequest request) {
    return RequestFacts.of(rialto.settings(), request);
  }

  private static boolean offersMqtt(HttpServletRequest request) {
    var offered = Handshakes.offered(request.getHeaders(Handshakes.SUBPROTOCOL));
    return !Handshakes.negotiated(offered).isEmpty();
  }

  /** Refuses a handshake while there are, or begin, as many connections as may. */
  static boolean isTurnedAway(
      Rialto rialto, Visitor visitor, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<ConnectionLimits.Refusal> refusal = rialto.refusal(visitor.address());
    if (refusal.isEmpty()) {
      return false;
    }
    boolean soon = refusal.get().reason() == ReasonCode.CONNECTION_RATE_EXCEEDED;
    response.setHeader("Retry-After", soon ? "1" : "10");
    refuse(
        rialto,
        request,
        response,
        refusal.get().everybody() ? HttpServletResponse.SC_SERVICE_UNAVAILABLE : TOO_MANY_REQUESTS,
        "Not now: " + refusal.get().sentence() + ".");
    return true;
  }

  /** Tells a client that this is for WebSockets, of a version that is spoken here. */
  static void askToUpgrade(HttpServletResponse response, String sentence) throws IOException {
    response.setHeader("Upgrade", "websocket");
    response.setHeader("Connection", "close"); // the container tells no length beside an Upgrade
    answer(response, UPGRADE_REQUIRED, sentence);
  }

  /** Refuses a handshake, counts it, and says so in the log. */
  static void refuse(
      Rialto rialto,
      HttpServletRequest request,
      HttpServletResponse response,
      int status,
      String sentence)
      throws IOException {
    refused(rialto, request, sentence);
    answer(response, status, sentence);
  }

  /** Counts that somebody was not let in, and says so in the log. */
  public static void refused(Rialto rialto, HttpServletRequest request, String sentence) {
    rialto.counters().count(Counter.HANDSHAKES_REFUSED);
    LOG.log(Level.INFO, "handshake from {0} refused: {1}", request.getRemoteAddr(), sentence);
  }

  private static void answer(HttpServletResponse response, int status, String sentence)
      throws IOException {
    response.setStatus(status);
    response.setContentType("text/plain;charset=UTF-8");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Cache-Control", "no-store");
    response.getWriter().println(sentence);
  }
}
