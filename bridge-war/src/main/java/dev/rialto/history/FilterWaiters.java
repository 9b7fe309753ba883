package dev.rialto.history;

import dev.rialto.topic.TopicFilter;
import dev.rialto.topic.TopicName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Who waits for whatever comes on the topics of filters. Pages of the same kind wait for the same
 * filters: each filter is matched once, however many wait for it. Guarded by the history's lock.
 */
final class FilterWaiters {
  /** One who waits, for any of several filters. */
  static final class Waiter {
    private final List<TopicFilter> filters;
    private final Consumer<Slice> then;

    private Waiter(List<TopicFilter> filters, Consumer<Slice> then) {
      this.filters = filters;
      this.then = then;
    }
  }

  private final Map<TopicFilter, Set<Waiter>> waiters = new HashMap<>();

  Waiter add(List<TopicFilter> filters, Consumer<Slice> then) {
    Waiter waiter = new Waiter(filters, then);
    for (TopicFilter filter : filters) {
      waiters.computeIfAbsent(filter, key -> new LinkedHashSet<>()).add(waiter);
    }
    return waiter;
  }

  void remove(Waiter waiter) {
    for (TopicFilter filter : waiter.filters) {
      waiters.computeIfPresent(
          filter,
          (key, all) -> {
            all.remove(waiter);
            return all.isEmpty() ? null : all;
          });
    }
  }

  /** Takes those who wait for a topic; they wait no more. */
  List<Consumer<Slice>> take(TopicName topic) {
    Set<Waiter> taken = new LinkedHashSet<>();
    waiters.forEach(
        (filter, all) -> {
          if (filter.matches(topic)) {
            taken.addAll(all);
          }
        });
    taken.forEach(this::remove);
    List<Consumer<Slice>> then = new ArrayList<>(taken.size());
    taken.forEach(waiter -> then.add(waiter.then));
    return then;
  }

  boolean isEmpty() {
    return waiters.isEmpty();
  }
}
