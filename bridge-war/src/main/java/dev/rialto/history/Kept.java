package dev.rialto.history;

import dev.rialto.topic.TopicName;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The entries that are kept: by topic, and all of them in order, so that the oldest can be found
 * when there is too much. Guarded by the history's lock.
 */
final class Kept {
  /** What is kept of one topic. */
  private static final class Topic {
    final Deque<Entry> entries = new ArrayDeque<>(2);
    long lost; // the number of the newest that was there and is not any more; 0 for none

    /** One that has been gone since then, perhaps; nobody knows any more. */
    Topic(long lost) {
      this.lost = lost;
    }
  }

  private final Map<TopicName, Topic> topics = new HashMap<>();
  private final Map<Long, Entry> all = new LinkedHashMap<>(); // by number, the oldest first
  private long bytes;
  private long lostWithTopic; // the newest of those that were the last of their topic

  void add(Entry entry, int most) {
    Topic topic = topics.computeIfAbsent(entry.message().topic(), name -> new Topic(lostWithTopic));
    topic.entries.add(entry);
    all.put(entry.number(), entry);
    bytes += entry.footprint();
    if (topic.entries.size() > most) {
      lose(topic.entries.element());
    }
  }

  /** Forgets the oldest of a topic, as every entry is that is the oldest of all. */
  void lose(Entry oldest) {
    TopicName name = oldest.message().topic();
    Topic topic = topics.get(name);
    topic.entries.remove();
    topic.lost = oldest.number();
    all.remove(oldest.number());
    bytes -= oldest.footprint();
    if (topic.entries.isEmpty()) {
      topics.remove(name);
      lostWithTopic = Math.max(lostWithTopic, topic.lost);
    }
  }

  /** The oldest of all, or {@code null}. */
  Entry oldest() {
    return all.isEmpty() ? null : all.values().iterator().next();
  }

  long bytes() {
    return bytes;
  }

  /** The newest of a topic, or {@code null}. */
  Entry last(TopicName name) {
    Topic topic = topics.get(name);
    return topic == null ? null : topic.entries.getLast();
  }

  /** Those of one topic, in order. */
  List<Entry> after(TopicName name, long number) {
    Topic topic = topics.get(name);
    return topic == null ? List.of() : newer(topic.entries.stream(), number).toList();
  }

  /** All, in order. */
  List<Entry> after(long number) {
    return newer(all.values().stream(), number).toList();
  }

  private static Stream<Entry> newer(Stream<Entry> entries, long number) {
    return entries.filter(entry -> entry.number() > number);
  }

  /** The newest that was forgotten of a topic, or may have been. */
  long lost(TopicName name) {
    Topic topic = topics.get(name);
    return topic == null ? lostWithTopic : topic.lost;
  }

  /** The topics of which something after that was forgotten; {@code null} if it may be any. */
  List<TopicName> lossy(long number) {
    return lostWithTopic > number
        ? null
        : topics.entrySet().stream()
            .filter(topic -> topic.getValue().lost > number)
            .map(Map.Entry::getKey)
            .toList();
  }
}
