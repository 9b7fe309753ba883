package dev.rialto.access;

import dev.rialto.topic.TopicFilter;
import dev.rialto.topic.TopicName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What some lines of an ACL file say about topics: found in a tree of their levels, so that it
 * costs little however many they are. Few topics are asked about again and again: what was said is
 * kept. Any thread may call.
 */
final class Rulings {
  static final Rulings NONE = new Rulings(List.of());

  /** Topics remembered: a client can make this grow. */
  static final int LIMIT = 256;

  /** After so many others, those asked about once give way to those of today. */
  private static final int PATIENCE = 8_192;

  private static final int READ = 1;
  private static final int WRITE = 2;
  private static final int DENY = 4;

  private final List<AclRule> rules;
  private final Node root = new Node();
  private final ConcurrentHashMap<String, Integer> said = new ConcurrentHashMap<>();
  private final AtomicInteger others = new AtomicInteger();

  /** The lines that have the same levels up to here. */
  private static final class Node {
    private final Map<String, Node> children = new HashMap<>();
    private int here; // what lines say that end here
    private int below; // what those say that end here with #
  }

  Rulings(List<AclRule> rules) {
    this.rules = List.copyOf(rules);
    rules.forEach(this::plant);
  }

  private void plant(AclRule rule) {
    Node node = root;
    for (String level : rule.filter()) {
      if (level.equals(TopicFilter.ANY_DEPTH)) {
        node.below |= bits(rule.right());
        return;
      }
      node = node.children.computeIfAbsent(level, first -> new Node());
    }
    node.here |= bits(rule.right());
  }

  private static int bits(AclRule.Right right) {
    return switch (right) {
      case READ -> READ;
      case WRITE -> WRITE;
      case READWRITE -> READ | WRITE;
      case DENY -> DENY;
    };
  }

  /** What these and some others say together about a topic. */
  static boolean mayRead(TopicName topic, Rulings one, Rulings other) {
    return allows(READ, one.about(topic) | other.about(topic));
  }

  /** Likewise. */
  static boolean mayWrite(TopicName topic, Rulings one, Rulings other) {
    return allows(WRITE, one.about(topic) | other.about(topic));
  }

  private static boolean allows(int right, int said) {
    return (said & (right | DENY)) == right;
  }

  private int about(TopicName topic) {
    if (rules.isEmpty()) {
      return 0;
    }
    Integer known = said.get(topic.value());
    if (known != null) {
      return known;
    }
    int all = about(topic.value(), 0, root, !topic.isReserved()); // [MQTT-4.7.2-1]
    if (said.size() < LIMIT) {
      said.put(topic.value(), all);
    } else if (others.incrementAndGet() % PATIENCE == 0) {
      said.clear();
    }
    return all;
  }

  /** As deep as the rules are, and not the topic. */
  private static int about(String topic, int start, Node node, boolean wildcards) {
    int all = wildcards ? node.below : 0;
    if (start > topic.length()) {
      return all | node.here;
    }
    if (node.children.isEmpty()) {
      return all;
    }
    int slash = topic.indexOf('/', start);
    int end = slash < 0 ? topic.length() : slash;
    Node same = node.children.get(topic.substring(start, end));
    if (same != null) {
      all |= about(topic, end + 1, same, true);
    }
    Node any = wildcards ? node.children.get(TopicFilter.ANY_LEVEL) : null;
    return any == null ? all : all | about(topic, end + 1, any, true);
  }

  /** Whether any of them lets topics of that filter be read. */
  boolean readSomeOf(TopicFilter filter) {
    return rules.stream()
        .anyMatch(rule -> rule.right().allowsReading() && rule.filter().overlaps(filter));
  }

  /** Whether any of them denies all topics of that filter. */
  boolean denyAllOf(TopicFilter filter) {
    return rules.stream()
        .anyMatch(rule -> rule.right() == AclRule.Right.DENY && rule.filter().covers(filter));
  }
}
