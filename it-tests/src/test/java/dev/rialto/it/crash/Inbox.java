package dev.rialto.it.crash;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a durable subscriber has been given, in the order of arrival. */
final class Inbox {
  private final String name;
  private final String prefix;
  private final int window;
  private final List<Delivery> deliveries = new ArrayList<>();
  private final Map<String, BitSet> seen = new HashMap<>();

  /**
   * An empty one.
   *
   * @param prefix of the topics that it subscribed to before anything was published there
   * @param window how many messages the server may have on their way to it unacknowledged
   */
  Inbox(String name, String prefix, int window) {
    this.name = name;
    this.prefix = prefix;
    this.window = window;
  }

  String name() {
    return name;
  }

  int window() {
    return window;
  }

  boolean wants(Sent message) {
    return message.topic().startsWith(prefix);
  }

  synchronized void add(Delivery delivery) {
    deliveries.add(delivery);
    Sent message = delivery.message();
    seen.computeIfAbsent(message.publisher(), key -> new BitSet()).set(message.number());
  }

  synchronized boolean has(Sent message) {
    BitSet numbers = seen.get(message.publisher());
    return numbers != null && numbers.get(message.number());
  }

  synchronized int count() {
    return deliveries.size();
  }

  synchronized List<Delivery> deliveries() {
    return List.copyOf(deliveries);
  }
}
