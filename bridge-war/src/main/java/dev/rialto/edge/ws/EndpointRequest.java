package dev.rialto.edge.ws;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpUpgradeHandler;
import java.io.IOException;

/**
 * A handshake as the container's own WebSockets get it: when they take over the connection, a
 * {@link TurnHandler} is put around them.
 */
final class EndpointRequest extends HttpServletRequestWrapper {
  EndpointRequest(HttpServletRequest request) {
    super(request);
  }

  @Override
  public <T extends HttpUpgradeHandler> T upgrade(Class<T> type)
      throws IOException, ServletException {
    T containers;
    try {
      containers = type.getConstructor().newInstance();
    } catch (ReflectiveOperationException e) { // it needs the container to make it
      return super.upgrade(type);
    }
    super.upgrade(TurnHandler.class).around(containers);
    return containers;
  }
}
