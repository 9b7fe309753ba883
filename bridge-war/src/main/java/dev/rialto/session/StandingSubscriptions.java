package dev.rialto.session;

import dev.rialto.route.Router;
import dev.rialto.route.Subscriber;
import dev.rialto.topic.TopicFilter;
import dev.rialto.wire.Subscription;
import java.util.HashMap;
import java.util.Map;

/**
 * The subscriptions that one session has, and the router with it. Any thread may call; its own lock
 * keeps both alike.
 */
final class StandingSubscriptions {
  private record Standing(TopicFilter filter, Subscription subscription) {}

  private final Subscriber session;
  private final Router router;
  private final Map<String, Standing> byFilter = new HashMap<>();
  private boolean over;

  StandingSubscriptions(Subscriber session, Router router) {
    this.session = session;
    this.router = router;
  }

  /**
   * Subscribes, in place of an earlier subscription with the same filter; returns that one, or
   * {@code null}. [MQTT-3.8.4-3]
   */
  synchronized Subscription put(TopicFilter filter, Subscription subscription) {
    if (over) {
      return null;
    }
    router.subscribe(session, filter, subscription);
    Standing before = byFilter.put(filter.value(), new Standing(filter, subscription));
    return before == null ? null : before.subscription();
  }

  /** Whether it may have that one, too; one that replaces another takes no room. */
  synchronized boolean hasRoomFor(TopicFilter filter, int most) {
    return byFilter.size() < most || byFilter.containsKey(filter.value());
  }

  /** How many there are. */
  synchronized int count() {
    return byFilter.size();
  }

  /** Takes {@link #put} back, unless the client has changed the subscription since. */
  synchronized void undo(TopicFilter filter, Subscription made, Subscription before) {
    Standing now = byFilter.get(filter.value());
    if (now == null || !now.subscription().equals(made)) {
      return;
    }
    if (before == null) {
      remove(filter.value());
    } else {
      put(filter, before);
    }
  }

  /** Takes a subscription back; returns whether there was one. */
  synchronized boolean remove(String filter) {
    Standing known = byFilter.remove(filter);
    if (known != null) {
      router.unsubscribe(session, known.filter());
    }
    return known != null;
  }

  /** The session is over: takes all of them back, and no more are made. */
  synchronized void end() {
    over = true;
    byFilter.values().forEach(standing -> router.unsubscribe(session, standing.filter()));
    byFilter.clear();
  }
}
