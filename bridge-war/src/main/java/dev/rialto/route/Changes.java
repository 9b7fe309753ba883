package dev.rialto.route;

import dev.rialto.topic.TopicFilter;
import dev.rialto.topic.TopicName;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts the changes of subscriptions, apart for topics that have nothing to do with each other, so
 * that what is known of a topic stays known while others subscribe elsewhere.
 *
 * <p>A filter's change counts at one place: that of the filter itself if it has no wildcard, else
 * that of the levels in front of the first one, up to two. A topic name looks at the four places
 * where filters that match it may count. Places are shared by chance, which costs a needless look
 * and nothing else. Any thread may call.
 */
final class Changes {
  private static final int PLACES = 1 << 12;
  private static final int EVERYWHERE = 0;

  private final AtomicLongArray counts = new AtomicLongArray(PLACES);

  /** The subscriptions with a filter have changed. */
  void count(TopicFilter filter) {
    counts.incrementAndGet(place(filter));
  }

  private static int place(TopicFilter filter) {
    int hash = 0;
    int level = 0;
    for (String each : filter) {
      if (each.equals(TopicFilter.ANY_LEVEL) || each.equals(TopicFilter.ANY_DEPTH)) {
        return level == 0 ? EVERYWHERE : place(Math.min(level, 2), hash);
      }
      if (level < 2) {
        hash = 31 * hash + each.hashCode();
      }
      level++;
    }
    return place(0, filter.pattern().hashCode());
  }

  private static int place(int levels, int hash) {
    int mixed = (hash + levels) * 0x9E3779B9;
    return 1 + (mixed >>> 1) % (PLACES - 1);
  }

  /** What to look at for a topic name. */
  Watch watch(TopicName topic) {
    Iterator<String> levels = topic.iterator();
    int one = levels.next().hashCode();
    int two = levels.hasNext() ? 31 * one + levels.next().hashCode() : one;
    return new Watch(place(1, one), place(2, two), place(0, topic.value().hashCode()));
  }

  /** The places where a change may concern one topic name, besides the one for all. */
  final class Watch {
    private final int first;
    private final int second;
    private final int whole;

    private Watch(int first, int second, int whole) {
      this.first = first;
      this.second = second;
      this.whole = whole;
    }

    /** Grows whenever a subscription changes that matches the topic name. */
    long count() {
      return counts.get(EVERYWHERE) + counts.get(first) + counts.get(second) + counts.get(whole);
    }
  }
}
