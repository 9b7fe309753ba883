package dev.rialto.route;

import dev.rialto.store.CommitOrder;

/** What a session that publishes is to the router. */
public interface Publisher {
  /** The client identifier. */
  String clientId();

  /** The order in which what it publishes is stored, delivered and acknowledged. */
  CommitOrder commits();
}
