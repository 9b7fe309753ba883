package dev.rialto.edge.http;

import dev.rialto.access.Visitor;
import dev.rialto.edge.client.Client;
import dev.rialto.edge.client.Credentials;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/**
 * Whoever sent a request that was let through.
 *
 * @param visitor what the request shows of who it is
 * @param credentials what the request says of who it is
 * @param hands what writes answers that take time to come
 * @param challenges how it might show who it is
 */
record Caller(
    HttpClients clients,
    Visitor visitor,
    Credentials credentials,
    Hands hands,
    List<String> challenges) {
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
    return clients.of(new HttpClients.Who(visitor, credentials));
  }
}
