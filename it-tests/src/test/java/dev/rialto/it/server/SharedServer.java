package dev.rialto.it.server;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link Server}, the same for all classes, with the short times set that they need.
 */
public final class SharedServer implements ParameterResolver {
  /** How long a connection may take to send CONNECT. */
  public static final int CONNECT_TIMEOUT_SECONDS = 3;

  private static final Namespace NAMESPACE = Namespace.create(SharedServer.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Server.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(Server.class, key -> start(), Server.class); // closed by the store
  }

  private static Server start() {
    try {
      return Server.start(
          "shared-server",
          "rialto.connect.timeout=" + CONNECT_TIMEOUT_SECONDS + "s",
          "rialto.outbox.stall=3s",
          "rialto.text.log=true",
          "rialto.presence=on");
    } catch (Exception e) {
      throw new ParameterResolutionException("the server did not start", e);
    }
  }
}
