package dev.rialto.access;

import dev.rialto.topic.TopicFilter;
import dev.rialto.topic.TopicName;

/** What one client may do, at this moment. Any thread may call; no call blocks. */
public interface Permissions {
  /** Without rules: everything but the server's own topics, those that begin with $. */
  Permissions ALL =
      new Permissions() {
        @Override
        public boolean mayPublish(TopicName topic) {
          return !topic.isReserved();
        }

        @Override
        public boolean mayRead(TopicName topic) {
          return !topic.isReserved();
        }

        @Override
        public boolean maySubscribe(TopicFilter filter) {
          return true; // what may not be read does not come
        }
      };

  /** On a machine where there are no users: the server's own topics may be read, too. */
  Permissions LOCAL =
      new Permissions() {
        @Override
        public boolean mayPublish(TopicName topic) {
          return !topic.isReserved();
        }

        @Override
        public boolean mayRead(TopicName topic) {
          return true;
        }

        @Override
        public boolean maySubscribe(TopicFilter filter) {
          return true;
        }
      };

  /** Nothing at all. */
  Permissions NOTHING =
      new Permissions() {
        @Override
        public boolean mayPublish(TopicName topic) {
          return false;
        }

        @Override
        public boolean mayRead(TopicName topic) {
          return false;
        }

        @Override
        public boolean maySubscribe(TopicFilter filter) {
          return false;
        }
      };

  /** Whether the client may publish there, itself or by its will. */
  boolean mayPublish(TopicName topic);

  /** Whether the client may get messages of that topic, by whatever subscription. */
  boolean mayRead(TopicName topic);

  /**
   * Whether the client may have a subscription with that filter. One that also matches topics that
   * the client may not read is fine: it gets the others.
   */
  boolean maySubscribe(TopicFilter filter);
}
