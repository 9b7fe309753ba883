package dev.rialto.history;

import dev.rialto.topic.TopicName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The entries that are kept: by topic, and in order those that are kept equally long, so that the
 * oldest can be found when there is too much, and the newest without a look at the others. Guarded
 * by the history's lock.
 */
final class Kept {
  /** What is kept of one topic. */
  private static final class Topic {
    final TopicName name;
    final Chain chain;
    final Deque<Place> places = new ArrayDeque<>(2);
    long lost; // the number of the newest that was there and is not any more; 0 for none

    /** One that has been gone since then, perhaps; nobody knows any more. */
    Topic(TopicName name, Chain chain, long lost) {
      this.name = name;
      this.chain = chain;
      this.lost = lost;
    }
  }

  /** All that are kept equally long, in order. */
  private static final class Chain {
    final long age; // nanoseconds
    Place oldest;
    Place newest;

    Chain(long age) {
      this.age = age;
    }

    void add(Place place) {
      place.older = newest;
      if (newest == null) {
        oldest = place;
      } else {
        newest.newer = place;
      }
      newest = place;
    }

    void remove(Place place) {
      if (place.older == null) {
        oldest = place.newer;
      } else {
        place.older.newer = place.newer;
      }
      if (place.newer == null) {
        newest = place.older;
      } else {
        place.newer.older = place.older;
      }
    }
  }

  /** An entry's place in its chain. */
  private static final class Place {
    final Topic topic;
    final Entry entry;
    Place older;
    Place newer;

    Place(Topic topic, Entry entry) {
      this.topic = topic;
      this.entry = entry;
    }
  }

  private final Map<String, Topic> topics = new HashMap<>();
  private final List<Chain> chains = new ArrayList<>(); // as many as there are ages in the rules
  private long bytes;
  private long lostWithTopic; // the newest of those that were the last of their topic

  /**
   * Adds one that is newer than all others.
   *
   * @param most how many of its topic to keep
   * @param age nanoseconds for which to keep it, always the same for a topic
   */
  void add(Entry entry, int most, long age) {
    TopicName name = entry.message().topic();
    Topic topic = topics.get(name.value());
    if (topic == null) {
      topic = new Topic(name, chain(age), lostWithTopic);
      topics.put(name.value(), topic);
    }
    Place place = new Place(topic, entry);
    topic.chain.add(place);
    topic.places.add(place);
    bytes += entry.footprint();
    if (topic.places.size() > most) {
      lose(topic.places.remove());
    }
  }

  private Chain chain(long age) {
    for (Chain chain : chains) {
      if (chain.age == age) {
        return chain;
      }
    }
    Chain chain = new Chain(age);
    chains.add(chain);
    return chain;
  }

  /** Forgets what is too old, or has expired and is older than all that have not. */
  void loseOutdated(long now) {
    for (Chain chain : chains) {
      Place oldest;
      while ((oldest = chain.oldest) != null
          && (now - oldest.entry.arrived() >= chain.age || oldest.entry.message().isExpired(now))) {
        lose(oldest.topic.places.remove());
      }
    }
  }

  /** Forgets the oldest of all, which is the oldest of its topic, too. */
  void loseOldest() {
    Place oldest = null;
    for (Chain chain : chains) {
      if (chain.oldest != null
          && (oldest == null || chain.oldest.entry.number() < oldest.entry.number())) {
        oldest = chain.oldest;
      }
    }
    if (oldest != null) {
      lose(oldest.topic.places.remove());
    }
  }

  private void lose(Place place) {
    place.topic.chain.remove(place);
    bytes -= place.entry.footprint();
    Topic topic = place.topic;
    topic.lost = place.entry.number();
    if (topic.places.isEmpty()) {
      topics.remove(topic.name.value());
      lostWithTopic = Math.max(lostWithTopic, topic.lost);
    }
  }

  long bytes() {
    return bytes;
  }

  /** The newest of a topic, or {@code null}. */
  Entry last(TopicName name) {
    Topic topic = topics.get(name.value());
    return topic == null ? null : topic.places.getLast().entry;
  }

  /** Those of one topic, in order. */
  List<Entry> after(TopicName name, long number) {
    Topic topic = topics.get(name.value());
    return topic == null
        ? List.of()
        : topic.places.stream()
            .map(place -> place.entry)
            .filter(entry -> entry.number() > number)
            .toList();
  }

  /** All, in order. */
  List<Entry> after(long number) {
    List<Entry> newer = new ArrayList<>();
    for (Chain chain : chains) {
      for (Place place = chain.newest;
          place != null && place.entry.number() > number;
          place = place.older) {
        newer.add(place.entry);
      }
    }
    newer.sort(Comparator.comparingLong(Entry::number)); // each chain is sorted already
    return newer;
  }

  /** The newest that was forgotten of a topic, or may have been. */
  long lost(TopicName name) {
    Topic topic = topics.get(name.value());
    return topic == null ? lostWithTopic : topic.lost;
  }

  /** The topics of which something after that was forgotten; {@code null} if it may be any. */
  List<TopicName> lossy(long number) {
    return lostWithTopic > number
        ? null
        : topics.values().stream()
            .filter(topic -> topic.lost > number)
            .map(topic -> topic.name)
            .toList();
  }
}
