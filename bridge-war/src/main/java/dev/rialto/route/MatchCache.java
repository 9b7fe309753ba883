package dev.rialto.route;

import dev.rialto.topic.TopicName;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers who wants which topic, since the same few topics are published to again and again. An
 * entry is used only while no subscription has changed since it was made.
 */
final class MatchCache {
  private static final int LIMIT = 8192; // topics; beyond that it starts again

  private record Entry(long version, Recipients recipients) {}

  private final SubscriptionTree tree;
  private final ConcurrentHashMap<String, Entry> entries = new ConcurrentHashMap<>();

  MatchCache(SubscriptionTree tree) {
    this.tree = tree;
  }

  Recipients match(TopicName topic) {
    long version = tree.version(); // before matching: a change in between makes the entry stale
    Entry known = entries.get(topic.value());
    if (known != null && known.version == version) {
      return known.recipients;
    }
    Recipients recipients = tree.match(topic);
    if (entries.size() >= LIMIT) {
      entries.clear();
    }
    entries.put(topic.value(), new Entry(version, recipients));
    return recipients;
  }
}
