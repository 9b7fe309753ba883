package dev.rialto.edge.ws;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;

/**
 * A handshake that was let through, as the container's WebSockets shall see it: addressed to the
 * endpoint's own path, whatever path the client used, and with the client's address as its
 * principal, the one thing of a request that an endpoint can get at.
 */
final class AdmittedRequest extends HttpServletRequestWrapper {
  private final String peer;

  AdmittedRequest(HttpServletRequest request, String client) {
    super(request);
    peer = client.equals(request.getRemoteAddr()) ? client + ":" + request.getRemotePort() : client;
  }

  @Override
  public String getRequestURI() {
    return getContextPath() + MqttEndpoint.PATH;
  }

  @Override
  public Principal getUserPrincipal() {
    return () -> peer;
  }
}
