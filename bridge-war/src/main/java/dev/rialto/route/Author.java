package dev.rialto.route;

import dev.rialto.topic.TopicName;

/** Who has published a message that is kept. Any thread may call. */
public interface Author {
  /** The server itself. */
  Author SERVER =
      new Author() {
        @Override
        public String userName() {
          return null;
        }

        @Override
        public String clientId() {
          return "";
        }

        @Override
        public boolean mayPublish(TopicName topic) {
          return true;
        }
      };

  /** {@code null} for an anonymous client. */
  String userName();

  /** The client identifier. */
  String clientId();

  /** Whether it still may: what it has left behind is shown only then. */
  boolean mayPublish(TopicName topic);
}
