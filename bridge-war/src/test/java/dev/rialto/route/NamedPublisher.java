package dev.rialto.route;

import dev.rialto.store.CommitOrder;
import dev.rialto.store.Store;

/** Somebody who publishes. */
record NamedPublisher(String clientId, CommitOrder commits) implements Publisher {
  NamedPublisher(String clientId, Store store) {
    this(clientId, new CommitOrder(store));
  }
}
