package dev.rialto.route;

import dev.rialto.topic.TopicFilter;
import dev.rialto.topic.TopicName;
import dev.rialto.wire.Subscription;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * All subscriptions, by topic filter, one node per level. Matching walks the levels of a topic name
 * and costs per level, not per subscription; it is iterative, because names can be 65,536 levels
 * deep.
 *
 * <p>Matching takes no lock and may run while subscriptions change: it sees each change either
 * whole or not at all. Changes exclude each other.
 */
final class SubscriptionTree {

  private static final class Node {
    final CowMap<String, Node> children = new CowMap<>();
    final CowMap<Subscriber, Subscription> subscribers = new CowMap<>();
    final CowMap<String, SharedGroup> groups = new CowMap<>();

    boolean isEmpty() {
      return children.isEmpty() && subscribers.isEmpty() && groups.isEmpty();
    }

    void collect(Recipients.Collector into) {
      subscribers.forEach(into::subscriber);
      groups.forEach((name, group) -> into.group(group));
    }
  }

  private final Node root = new Node();
  private final Changes changes = new Changes();

  /** Counted after each change; what was matched before may be out of date. */
  Changes changes() {
    return changes;
  }

  /** Adds a subscription, or replaces the one with the same filter. */
  synchronized void subscribe(
      Subscriber subscriber, TopicFilter filter, Subscription subscription) {
    Node node = root;
    for (String level : filter) {
      Node child = node.children.get(level);
      if (child == null) {
        child = new Node();
        node.children.put(level, child);
      }
      node = child;
    }
    if (filter.isShared()) {
      SharedGroup group = node.groups.get(filter.shareName());
      if (group == null) {
        group = new SharedGroup(filter.value());
        node.groups.put(filter.shareName(), group);
      }
      group.put(subscriber, subscription);
    } else {
      node.subscribers.put(subscriber, subscription);
    }
    changes.count(filter);
  }

  /** Takes a subscription back; does nothing when there is none. */
  synchronized void unsubscribe(Subscriber subscriber, TopicFilter filter) {
    Deque<Node> path = new ArrayDeque<>();
    Deque<String> levels = new ArrayDeque<>();
    Node node = root;
    for (String level : filter) {
      path.push(node);
      levels.push(level);
      node = node.children.get(level);
      if (node == null) {
        return;
      }
    }
    if (filter.isShared()) {
      SharedGroup group = node.groups.get(filter.shareName());
      if (group != null) {
        group.remove(subscriber);
        if (group.isEmpty()) {
          node.groups.remove(filter.shareName());
        }
      }
    } else {
      node.subscribers.remove(subscriber);
    }
    while (node.isEmpty() && !path.isEmpty()) { // no branch stays behind without a leaf
      node = path.pop();
      node.children.remove(levels.pop());
    }
    changes.count(filter);
  }

  /** The members of a shared subscription, or {@code null}. */
  SharedGroup group(TopicFilter shared) {
    Node node = root;
    for (String level : shared) {
      node = node.children.get(level);
      if (node == null) {
        return null;
      }
    }
    return node.groups.get(shared.shareName());
  }

  /** Everyone who wants the messages of a topic name. */
  Recipients match(TopicName topic) {
    Recipients.Collector found = new Recipients.Collector();
    List<Node> reached = List.of(root);
    boolean wildcards = !topic.isReserved(); // [MQTT-4.7.2-1], about the first level only
    for (String level : topic) {
      List<Node> next = new ArrayList<>();
      for (Node node : reached) {
        add(node.children.get(level), next);
        if (wildcards) {
          add(node.children.get(TopicFilter.ANY_LEVEL), next);
          collect(node.children.get(TopicFilter.ANY_DEPTH), found);
        }
      }
      reached = next;
      wildcards = true;
      if (reached.isEmpty()) {
        break;
      }
    }
    for (Node node : reached) {
      node.collect(found);
      collect(node.children.get(TopicFilter.ANY_DEPTH), found); // # matches its parent too
    }
    return found.recipients();
  }

  private static void add(Node node, List<Node> nodes) {
    if (node != null) {
      nodes.add(node);
    }
  }

  private static void collect(Node node, Recipients.Collector found) {
    if (node != null) {
      node.collect(found);
    }
  }
}
