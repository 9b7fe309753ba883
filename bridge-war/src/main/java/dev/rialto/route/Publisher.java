package dev.rialto.route;

import dev.rialto.store.CommitOrder;

/** What a session that publishes is to the router. */
public interface Publisher {
  /** The client identifier. */
  String clientId();

  /** Who it is, for what is kept of it when it is gone. */
  Author author();

  /** The order in which what it publishes is stored, delivered and acknowledged. */
  CommitOrder commits();
}
