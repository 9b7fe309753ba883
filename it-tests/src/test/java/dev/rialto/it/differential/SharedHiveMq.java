package dev.rialto.it.differential;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests a {@link HiveMq}, the same for all classes. */
final class SharedHiveMq implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(SharedHiveMq.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == HiveMq.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(HiveMq.class, key -> start(), HiveMq.class); // closed by the store
  }

  private static HiveMq start() {
    try {
      return HiveMq.start();
    } catch (Exception e) {
      throw new ParameterResolutionException("HiveMQ did not start", e);
    }
  }
}
