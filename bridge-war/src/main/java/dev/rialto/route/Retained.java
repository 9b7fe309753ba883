package dev.rialto.route;

import dev.rialto.topic.TopicFilter;
import dev.rialto.topic.TopicName;
import dev.rialto.wire.Message;
import dev.rialto.wire.Qos;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The last retained message of each topic (MQTT 3.1.1 section 3.3.1.3), in a tree of levels so that
 * a filter finds its messages without looking at all of them. Iterative throughout.
 *
 * <p>Looking up takes no lock. Changes exclude each other.
 */
final class Retained {

  private record Entry(Message message, Qos qos) {}

  private static final class Node {
    final CowMap<String, Node> children = new CowMap<>();
    volatile Entry entry;

    void find(BiConsumer<Message, Qos> action) {
      Entry now = entry;
      if (now != null) {
        action.accept(now.message, now.qos);
      }
    }
  }

  private final Node root = new Node();

  /** Keeps a message in place of the topic's last one. */
  synchronized void put(Message message, Qos qos) {
    Node node = root;
    for (String level : message.topic()) {
      Node child = node.children.get(level);
      if (child == null) {
        child = new Node();
        node.children.put(level, child);
      }
      node = child;
    }
    node.entry = new Entry(message, qos);
  }

  /** Forgets the topic's message; returns whether there was one. */
  synchronized boolean remove(TopicName topic) {
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
    boolean removed = node.entry != null;
    node.entry = null;
    while (node.entry == null && node.children.isEmpty() && !path.isEmpty()) {
      node = path.pop();
      node.children.remove(levels.pop());
    }
    return removed;
  }

  /** Hands over every retained message whose topic the filter matches. */
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
