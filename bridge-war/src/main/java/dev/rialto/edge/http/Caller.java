package dev.rialto.edge.http;

import dev.rialto.edge.client.Client;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Whoever sent a request that was let through.
 *
 * @param address the client's own
 * @param hands what writes answers that take time to come
 */
record Caller(HttpClients clients, String address, Hands hands) {
  private static final String NAME = Caller.class.getName();

  /** Goes with the request. */
  void attachTo(HttpServletRequest request) {
    request.setAttribute(NAME, this);
  }

  static Caller of(HttpServletRequest request) {
    return (Caller) request.getAttribute(NAME);
  }

  /**
   * As a client of the engine.
   *
   * @throws IllegalStateException when the deployment is not running
   */
  Client client() {
    return clients.of(address);
  }
}
