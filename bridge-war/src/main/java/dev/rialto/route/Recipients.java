package dev.rialto.route;

import dev.rialto.wire.Qos;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Everyone who wants the messages of one topic name. Immutable.
 *
 * @param subscribers each once, however many of its filters match
 * @param granted for each of them the highest QoS of its matching filters [MQTT-3.3.5-1]
 * @param groups the shared subscriptions
 */
record Recipients(List<Subscriber> subscribers, List<Qos> granted, List<SharedGroup> groups) {

  /** Collects what the tree finds. */
  static final class Collector {
    private final IdentityHashMap<Subscriber, Qos> found = new IdentityHashMap<>();
    private final List<SharedGroup> groups = new java.util.ArrayList<>();

    void subscriber(Subscriber subscriber, Qos granted) {
      found.merge(subscriber, granted, Qos::atLeast);
    }

    void group(SharedGroup group) {
      groups.add(group);
    }

    Recipients recipients() {
      return new Recipients(
          List.copyOf(found.keySet()), List.copyOf(found.values()), List.copyOf(groups));
    }
  }
}
