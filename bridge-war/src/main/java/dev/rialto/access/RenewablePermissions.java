package dev.rialto.access;

import dev.rialto.topic.TopicFilter;
import dev.rialto.topic.TopicName;

/** Those of a client that may authenticate again, and have others from then on. Any thread. */
final class RenewablePermissions implements Permissions {
  private volatile Permissions now;

  RenewablePermissions(Permissions first) {
    now = first;
  }

  void become(Permissions next) {
    now = next;
  }

  @Override
  public boolean mayPublish(TopicName topic) {
    return now.mayPublish(topic);
  }

  @Override
  public boolean mayRead(TopicName topic) {
    return now.mayRead(topic);
  }

  @Override
  public boolean maySubscribe(TopicFilter filter) {
    return now.maySubscribe(filter);
  }
}
