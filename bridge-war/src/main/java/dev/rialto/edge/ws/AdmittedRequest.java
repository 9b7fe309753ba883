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
  private final String endpoint;

  /** For MQTT. */
  AdmittedRequest(HttpServletRequest request, Visitor visitor) {
    this(request, visitor, MqttEndpoint.PATH, Speech.MQTT);
  }

  AdmittedRequest(HttpServletRequest request, Visitor visitor, String endpoint, Speech speech) {
    super(request);
    this.endpoint = endpoint;
    String client = visitor.address();
    boolean direct = client.equals(request.getRemoteAddr());
    String address = direct ? client + ":" + request.getRemotePort() : client;
    remote = Remote.of(request, new Peer(address, visitor), speech);
  }

  @Override
  public String getRequestURI() {
    return getContextPath() + endpoint;
  }

  Remote remote() {
    return remote;
  }

  @Override
  public Principal getUserPrincipal() {
    return remote;
  }
}
