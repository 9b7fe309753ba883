package dev.rialto.edge.http;

import dev.rialto.access.HandshakeFacts;
import dev.rialto.access.Visitor;
import dev.rialto.edge.Rialto;
import dev.rialto.edge.client.Credentials;
import dev.rialto.edge.ws.Challenges;
import dev.rialto.edge.ws.HandshakeFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Lets those use HTTP for topics who may open a WebSocket, by the same policy; and tells browsers
 * so (CORS), for pages of the origins that are listed there.
 */
public final class ApiFilter extends HttpFilter {
  /** What it is for. */
  public static final String PATHS = "/api/*";

  private static final long serialVersionUID = 1L;

  /** Whatever has been published is data: nothing in it runs, also not as a page of our origin. */
  private static final String POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'";

  private final transient Rialto rialto;
  private final transient HttpClients clients;
  private final transient Hands hands;

  /**
   * A filter of that deployment.
   *
   * @param executor whose threads write answers
   */
  public ApiFilter(Rialto rialto, Executor executor) {
    this.rialto = rialto;
    clients = new HttpClients((peer, link) -> rialto.broker().open(peer, link), rialto::scheduler);
    hands = new Hands(executor);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HandshakeFacts all = HandshakeFilter.facts(rialto, request);
    HandshakeFacts facts = isStream(request) ? all : all.withoutTicket();
    Optional<String> refusal = rialto.handshakePolicy().refusal(facts);
    response.setHeader("Content-Security-Policy", POLICY);
    response.addHeader("Vary", "Origin");
    if (refusal.isPresent()) {
      HandshakeFilter.refused(rialto, request, refusal.get());
      response.setStatus(HttpServletResponse.SC_FORBIDDEN);
      response.setContentType("application/json;charset=UTF-8");
      response.setHeader("Cache-Control", "no-store");
      response.getWriter().println(Replies.body("forbidden", refusal.get()));
      return;
    }
    if (facts.origin() != null) {
      allow(facts.origin(), rialto.handshakePolicy().trusts(facts), response);
    }
    if (request.getMethod().equals("OPTIONS")
        && request.getHeader("Access-Control-Request-Method") != null) {
      response.setHeader("Access-Control-Allow-Methods", "GET, HEAD, POST, DELETE");
      response.setHeader(
          "Access-Control-Allow-Headers",
          "Authorization, Content-Type, If-None-Match, Last-Event-ID");
      response.setHeader("Access-Control-Max-Age", "600");
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      return;
    }
    Credentials credentials = Credentials.basic(request.getHeader("Authorization"));
    Visitor visitor = rialto.handshakePolicy().visitor(facts);
    new Caller(clients, visitor, credentials, hands, Challenges.of(rialto.settings()))
        .attachTo(request);
    chain.doFilter(request, response);
  }

  /** Whether it is what a browser opens without being able to say who it is. */
  private static boolean isStream(HttpServletRequest request) {
    return request.getMethod().equals("GET")
        && (request.getContextPath() + Events.PATH).equals(request.getRequestURI());
  }

  private static void allow(String origin, boolean trusted, HttpServletResponse response) {
    response.setHeader("Access-Control-Allow-Origin", origin);
    if (trusted) { // its pages may use what the browser knows of the user
      response.setHeader("Access-Control-Allow-Credentials", "true");
    }
    response.setHeader("Access-Control-Expose-Headers", "ETag, " + Body.OFFSET + ", " + Body.GAP);
  }
}
