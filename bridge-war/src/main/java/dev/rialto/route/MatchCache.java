package dev.rialto.route;

import dev.rialto.topic.TopicName;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers who wants which topic, since the same few topics are published to again and again. An
 * entry is used only while no subscription has changed that may concern it.
 */
final class MatchCache {
  private static final int LIMIT = 8192; // topics; beyond that it starts again

  /** Who wants a topic, as far as is known. */
  record Match(Recipients recipients, Changes.Watch watch, long count) {
    /** Whether no subscription has changed since that may concern it. */
    boolean isCurrent() {
      return watch.count() == count;
    }
  }

  private final SubscriptionTree tree;
  private final ConcurrentHashMap<String, Match> entries = new ConcurrentHashMap<>();

  MatchCache(SubscriptionTree tree) {
    this.tree = tree;
  }

  Match match(TopicName topic) {
    Match known = entries.get(topic.value());
    if (known != null && known.isCurrent()) {
      return known;
    }
    Changes.Watch watch = known == null ? tree.changes().watch(topic) : known.watch;
    long count = watch.count(); // before matching: a change in between makes the entry stale
    Match match = new Match(tree.match(topic), watch, count);
    if (entries.size() >= LIMIT) {
      entries.clear();
    }
    entries.put(topic.value(), match);
    return match;
  }
}
