package dev.rialto.edge.ws;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpUpgradeHandler;
import java.io.IOException;

/**
 * A handshake as the container's own WebSockets get it: when they take over the connection, a
 * {@link TurnHandler} is put around them. Only around Tyrus: other containers may know their own
 * handlers by their class, and go without.
 */
final class EndpointRequest extends HttpServletRequestWrapper {
  private final String wrapped;

  EndpointRequest(HttpServletRequest request) {
    this(request, "org.glassfish.tyrus.");
  }

  /** Of handlers whose class has that at the beginning of its name. */
  EndpointRequest(HttpServletRequest request, String wrapped) {
    super(request);
    this.wrapped = wrapped;
  }

  @Override
  public <T extends HttpUpgradeHandler> T upgrade(Class<T> type)
      throws IOException, ServletException {
    if (!type.getName().startsWith(wrapped)) {
      return super.upgrade(type);
    }
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
