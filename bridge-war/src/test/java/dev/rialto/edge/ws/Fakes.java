package dev.rialto.edge.ws;

import java.lang.reflect.Proxy;

/** Hand-made stand-ins for the container's types, of which a test needs a method or two. */
final class Fakes {
  private Fakes() {}

  /** What a call answers, by the method's name; {@code null} for what nobody asks. */
  interface Answer {
    Object to(String method, Object[] arguments) throws Throwable;
  }

  static <T> T of(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            Fakes.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "hashCode" -> System.identityHashCode(proxy);
                  case "equals" -> proxy == arguments[0];
                  case "toString" -> "a fake " + type.getSimpleName();
                  default -> answer.to(method.getName(), arguments);
                }));
  }
}
