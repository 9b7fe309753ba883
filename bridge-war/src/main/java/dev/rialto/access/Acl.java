package dev.rialto.access;

import dev.rialto.topic.TopicFilter;
import dev.rialto.topic.TopicName;

/** Who may use which topic. Any thread may call. */
public interface Acl {
  /** Until access control is configured: everyone, all but the server's own topics. */
  Acl OPEN =
      new Acl() {
        @Override
        public boolean mayPublish(TopicName topic) {
          return !topic.isReserved();
        }

        @Override
        public boolean maySubscribe(TopicFilter filter) {
          return true;
        }
      };

  /** Whether a client may publish there, itself or by its will. $ topics are the server's own. */
  boolean mayPublish(TopicName topic);

  /** Whether a client may have a subscription with that filter. */
  boolean maySubscribe(TopicFilter filter);
}
