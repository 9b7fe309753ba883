package dev.rialto.route;

import dev.rialto.store.CommitOrder;
import dev.rialto.store.Store;
import dev.rialto.topic.TopicName;

/** Somebody who publishes. */
record NamedPublisher(String clientId, CommitOrder commits) implements Publisher, Author {
  NamedPublisher(String clientId, Store store) {
    this(clientId, new CommitOrder(store));
  }

  @Override
  public Author author() {
    return this;
  }

  @Override
  public String userName() {
    return null;
  }

  @Override
  public boolean mayPublish(TopicName topic) {
    return true;
  }
}
