package dev.rialto.route;

import dev.rialto.time.Scheduler;
import dev.rialto.topic.TopicFilter;
import dev.rialto.topic.TopicName;
import dev.rialto.wire.Message;
import dev.rialto.wire.Qos;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * The last retained message of each topic (MQTT 3.1.1 section 3.3.1.3), in a tree of levels so that
 * a filter finds its messages without looking at all of them. Iterative throughout.
 *
 * <p>Looking up takes no lock. Changes exclude each other.
 */
final class Retained {

  private record Entry(
      Message message, Qos qos, Author author, Scheduler.Task expiry, int footprint) {}

  private static final class Node {
    final CowMap<String, Node> children = new CowMap<>();
    volatile Entry entry;

    void find(BiConsumer<Message, Qos> action) {
      Entry now = entry;
      if (now != null && now.author.mayPublish(now.message.topic())) {
        action.accept(now.message, now.qos);
      }
    }
  }

  private final Node root = new Node();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  /**
   * Keeps a message in place of the topic's last one.
   *
   * @param expiry will remove it; not needed any more once the message is gone
   */
  synchronized void put(Message message, Qos qos, Author author, Scheduler.Task expiry) {
    Node node = root;
    for (String level : message.topic()) {
      Node child = node.children.get(level);
      if (child == null) {
        child = new Node();
        node.children.put(level, child);
      }
      node = child;
    }
    forget(node.entry);
    node.entry = new Entry(message, qos, author, expiry, message.footprint());
    note(node.entry, 1);
  }

  /** What the server says of itself takes nobody's room. */
  private void note(Entry entry, int sign) {
    if (!entry.message.topic().isReserved()) {
      count.addAndGet(sign);
      bytes.addAndGet((long) sign * entry.footprint);
    }
  }

  private void forget(Entry entry) {
    if (entry != null) {
      entry.expiry.cancel();
      note(entry, -1);
    }
  }

  /** How many there are, without the server's own. */
  int count() {
    return count.get();
  }

  /** About how much memory they take. */
  long bytes() {
    return bytes.get();
  }

  /** Whether the topic has one. */
  boolean has(TopicName topic) {
    return footprint(topic) > 0;
  }

  /** About how much memory that of the topic takes; 0 if it has none. */
  int footprint(TopicName topic) {
    Node node = root;
    for (String level : topic) {
      node = node.children.get(level);
      if (node == null) {
        return 0;
      }
    }
    Entry entry = node.entry;
    return entry == null ? 0 : entry.footprint;
  }

  /** Forgets the topic's message; returns whether there was one. */
  boolean remove(TopicName topic) {
    return remove(topic, message -> true);
  }

  /** Forgets the topic's message if it has expired; returns whether it did. */
  boolean removeExpired(TopicName topic, long now) {
    return remove(topic, message -> message.isExpired(now));
  }

  private synchronized boolean remove(TopicName topic, Predicate<Message> condition) {
    Deque<Node> path = new ArrayDeque<>();
    Deque<String> levels = new ArrayDeque<>();
    Node node = root;
    for (String level : topic) {
      path.push(node);
      levels.push(level);
      node = node.children.get(level);
      if (node == null) {
        return false;
      }
    }
    if (node.entry == null || !condition.test(node.entry.message)) {
      return false;
    }
    forget(node.entry);
    node.entry = null;
    while (node.entry == null && node.children.isEmpty() && !path.isEmpty()) {
      node = path.pop();
      node.children.remove(levels.pop());
    }
    return true;
  }

  /**
   * Hands over every retained message whose topic the filter matches, and whose author might
   * publish it now.
   */
  void match(TopicFilter filter, BiConsumer<Message, Qos> action) {
    List<Node> reached = List.of(root);
    for (String level : filter) {
      if (level.equals(TopicFilter.ANY_DEPTH)) {
        everything(reached, action);
        return;
      }
      List<Node> next = new ArrayList<>();
      for (Node node : reached) {
        if (level.equals(TopicFilter.ANY_LEVEL)) {
          children(node, next);
        } else {
          Node child = node.children.get(level);
          if (child != null) {
            next.add(child);
          }
        }
      }
      reached = next;
    }
    reached.forEach(node -> node.find(action));
  }

  private void everything(List<Node> tops, BiConsumer<Message, Qos> action) {
    Deque<Node> open = new ArrayDeque<>(tops);
    List<Node> children = new ArrayList<>();
    while (!open.isEmpty()) {
      Node node = open.pop();
      node.find(action);
      children.clear();
      children(node, children);
      children.forEach(open::push);
    }
  }

  /** What a wildcard sees of a node: at the root nothing that begins with $. [MQTT-4.7.2-1] */
  private void children(Node node, List<Node> into) {
    node.children.forEach(
        (level, child) -> {
          if (node != root || !level.startsWith("$")) {
            into.add(child);
          }
        });
  }
}
