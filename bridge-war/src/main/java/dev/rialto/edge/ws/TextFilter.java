package dev.rialto.edge.ws;

import dev.rialto.access.HandshakeFacts;
import dev.rialto.access.Visitor;
import dev.rialto.edge.Rialto;
import dev.rialto.edge.client.Credentials;
import dev.rialto.topic.InvalidTopicException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Opens WebSockets for plain values, by the policy that MQTT has. Always in frames of our own: a
 * path of any number of levels is nothing that the standard's endpoints could be mapped to.
 */
public final class TextFilter extends HttpFilter {
  /** What it is for. */
  public static final String PATHS = TextTopic.BASE + "*";

  private static final long serialVersionUID = 1L;

  private final transient Rialto rialto;

  /** A filter of that deployment. */
  public TextFilter(Rialto rialto) {
    this.rialto = rialto;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HandshakeFacts facts = HandshakeFilter.facts(rialto, request);
    Optional<String> refusal = rialto.handshakePolicy().refusal(facts);
    if (refusal.isPresent()) {
      refuse(request, response, HttpServletResponse.SC_FORBIDDEN, refusal.get());
    } else if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
      HandshakeFilter.askToUpgrade(response, "This is for plain values, over a WebSocket.");
    } else {
      try {
        Visitor visitor = rialto.handshakePolicy().visitor(facts);
        if (HandshakeFilter.isTurnedAway(rialto, visitor, request, response)) {
          return;
        }
        Credentials credentials = Credentials.basic(request.getHeader("Authorization"));
        if (credentials.userName() == null
            && visitor.isUnknown()
            && rialto.handshakePolicy().needsUser(facts)) { // nothing else will ever be said
          Challenges.of(rialto.settings())
              .forEach(each -> response.addHeader(Challenges.HEADER, each));
          refuse(
              request,
              response,
              HttpServletResponse.SC_UNAUTHORIZED,
              "A user name and a password are needed, or a token.");
          return;
        }
        TextTopic topic =
            TextTopic.of(request.getRequestURI(), request.getContextPath(), credentials);
        new UpgradeHandshake(rialto, topic)
            .complete(new AdmittedRequest(request, visitor), response);
      } catch (InvalidTopicException e) {
        refuse(
            request,
            response,
            HttpServletResponse.SC_BAD_REQUEST,
            "The topic is not valid: " + e.getMessage() + ".");
      }
    }
  }

  private void refuse(
      HttpServletRequest request, HttpServletResponse response, int status, String sentence)
      throws IOException {
    HandshakeFilter.refuse(rialto, request, response, status, sentence);
  }
}
