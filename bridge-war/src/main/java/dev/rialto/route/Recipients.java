package dev.rialto.route;

import dev.rialto.topic.TopicName;
import dev.rialto.wire.Subscription;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Everyone who wants the messages of one topic name. Immutable.
 *
 * @param sessions each once, however many of its filters match
 * @param groups the shared subscriptions
 */
record Recipients(List<Recipient> sessions, List<SharedGroup> groups) {

  /** Whether a message of QoS 1 or 2 would have to wait for any of them. */
  boolean anyWaitsFor(TopicName topic) {
    return sessions.stream().anyMatch(each -> each.waitsFor(topic))
        || groups.stream().anyMatch(each -> !each.takesSoon(topic));
  }

  /** Collects what the tree finds. */
  static final class Collector {
    private final IdentityHashMap<Subscriber, List<Subscription>> found = new IdentityHashMap<>();
    private final List<SharedGroup> groups = new ArrayList<>();

    void subscriber(Subscriber subscriber, Subscription subscription) {
      found.computeIfAbsent(subscriber, first -> new ArrayList<>(1)).add(subscription);
    }

    void group(SharedGroup group) {
      groups.add(group);
    }

    Recipients recipients() {
      List<Recipient> sessions = new ArrayList<>(found.size());
      found.forEach((session, its) -> sessions.add(new Recipient(session, its)));
      return new Recipients(List.copyOf(sessions), List.copyOf(groups));
    }
  }
}
