package dev.rialto.route;

import dev.rialto.topic.TopicName;

/** Who has published a message that is kept. Any thread may call. */
public interface Author {
  /** {@code null} for an anonymous client. */
  String userName();

  /** The client identifier. */
  String clientId();

  /** Whether it still may: what it has left behind is shown only then. */
  boolean mayPublish(TopicName topic);
}
