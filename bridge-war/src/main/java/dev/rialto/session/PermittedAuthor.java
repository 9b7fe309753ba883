package dev.rialto.session;

import dev.rialto.access.Permit;
import dev.rialto.route.Author;
import dev.rialto.topic.TopicName;

/** A client, as the author of what it has published; by the rights that it has now. */
record PermittedAuthor(Permit permit) implements Author {
  @Override
  public String userName() {
    return permit.identity().userName();
  }

  @Override
  public String clientId() {
    return permit.identity().clientId();
  }

  @Override
  public boolean mayPublish(TopicName topic) {
    return permit.permissions().mayPublish(topic);
  }
}
