package dev.rialto.edge.ws;

import dev.rialto.access.HandshakeFacts;
import dev.rialto.access.Visitor;
import dev.rialto.config.Setting;
import dev.rialto.config.Transport;
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

/** Opens WebSockets that don't speak MQTT, by the policy that MQTT has. */
public final class SpeechFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  /** What is spoken. */
  private interface Kind {
    /** What it is for, in words. */
    String purpose();

    /** The path of the standard's endpoint, which can't have a topic in it. */
    String endpoint();

    /** Whether a client can still say who it is when it is connected. */
    boolean saysLater();

    /** What exactly this handshake asks for. */
    Speech speech(HttpServletRequest request, Credentials credentials) throws InvalidTopicException;
  }

  private static final Kind TEXT =
      new Kind() {
        @Override
        public String purpose() {
          return "This is for plain values, over a WebSocket.";
        }

        @Override
        public String endpoint() {
          return TextEndpoint.PATH;
        }

        @Override
        public boolean saysLater() {
          return false;
        }

        @Override
        public Speech speech(HttpServletRequest request, Credentials credentials)
            throws InvalidTopicException {
          return TextTopic.of(request.getRequestURI(), request.getContextPath(), credentials);
        }
      };

  private static final Kind JSON =
      new Kind() {
        @Override
        public String purpose() {
          return "This is for JSON messages, over a WebSocket.";
        }

        @Override
        public String endpoint() {
          return JsonEndpoint.PATH;
        }

        @Override
        public boolean saysLater() {
          return true;
        }

        @Override
        public Speech speech(HttpServletRequest request, Credentials credentials) {
          return new JsonSpeech(credentials);
        }
      };

  private final transient Rialto rialto;
  private final transient Kind kind;

  private SpeechFilter(Rialto rialto, Kind kind) {
    this.rialto = rialto;
    this.kind = kind;
  }

  /** A filter for {@link TextEndpoint#PATHS}. */
  public static SpeechFilter text(Rialto rialto) {
    return new SpeechFilter(rialto, TEXT);
  }

  /** A filter for {@link JsonEndpoint#PATH}. */
  public static SpeechFilter json(Rialto rialto) {
    return new SpeechFilter(rialto, JSON);
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
      HandshakeFilter.askToUpgrade(response, kind.purpose());
    } else {
      try {
        Credentials credentials = Credentials.basic(request.getHeader("Authorization"));
        Speech speech = kind.speech(request, credentials);
        Visitor visitor = rialto.handshakePolicy().visitor(facts);
        if (HandshakeFilter.isTurnedAway(rialto, visitor, request, response)) {
          return;
        }
        if (!kind.saysLater() && isUnknown(facts, visitor, credentials)) {
          Challenges.of(rialto.settings())
              .forEach(each -> response.addHeader(Challenges.HEADER, each));
          refuse(
              request,
              response,
              HttpServletResponse.SC_UNAUTHORIZED,
              "A user name and a password are needed, or a token.");
          return;
        }
        AdmittedRequest admitted = new AdmittedRequest(request, visitor, kind.endpoint(), speech);
        switch (rialto.settings().choice(Setting.TRANSPORT, Transport.class)) {
          case ENDPOINT -> chain.doFilter(new EndpointRequest(admitted), response);
          case UPGRADE, GRIZZLY -> new UpgradeHandshake(rialto).complete(admitted, response);
        }
      } catch (InvalidTopicException e) {
        refuse(
            request,
            response,
            HttpServletResponse.SC_BAD_REQUEST,
            "The topic is not valid: " + e.getMessage() + ".");
      }
    }
  }

  /** Whether somebody who must be known has shown nothing. */
  private boolean isUnknown(HandshakeFacts facts, Visitor visitor, Credentials credentials) {
    return credentials.userName() == null
        && visitor.isUnknown()
        && rialto.handshakePolicy().needsUser(facts);
  }

  private void refuse(
      HttpServletRequest request, HttpServletResponse response, int status, String sentence)
      throws IOException {
    HandshakeFilter.refuse(rialto, request, response, status, sentence);
  }
}
