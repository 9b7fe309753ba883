package dev.rialto.edge.ws;

import dev.rialto.access.Visitor;
import dev.rialto.session.Peer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;

/**
 * A handshake that was let through, as the container's WebSockets shall see it: addressed to the
 * endpoint's own path, whatever path the client used, and with the {@link Remote} as its principal.
 */
final class AdmittedRequest extends HttpServletRequestWrapper {
  private final Remote remote;

  AdmittedRequest(HttpServletRequest request, Visitor visitor) {
    super(request);
    String client = visitor.address();
    boolean direct = client.equals(request.getRemoteAddr());
    String address = direct ? client + ":" + request.getRemotePort() : client;
    remote = Remote.of(request, new Peer(address, visitor));
  }

  @Override
  public String getRequestURI() {
    return getContextPath() + MqttEndpoint.PATH;
  }

  Remote remote() {
    return remote;
  }

  @Override
  public Principal getUserPrincipal() {
    return remote;
  }
}
