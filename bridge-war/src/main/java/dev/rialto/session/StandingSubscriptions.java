package dev.rialto.session;

import dev.rialto.route.Router;
import dev.rialto.route.Subscriber;
import dev.rialto.topic.TopicFilter;
import dev.rialto.wire.Message;
import dev.rialto.wire.Subscription;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The subscriptions that one session has, and the router with it. Any thread may call; its own lock
 * keeps both alike.
 */
final class StandingSubscriptions {
  /** One of them; its replay is {@code null} unless it has begun with the history. */
  private record Standing(TopicFilter filter, Subscription subscription, Replay replay) {}

  private final Subscriber session;
  private final Router router;
  private final Map<String, Standing> byFilter = new HashMap<>();
  private volatile List<Replay> replays = List.of(); // of all of them
  private boolean over;

  StandingSubscriptions(Subscriber session, Router router) {
    this.session = session;
    this.router = router;
  }

  /**
   * Subscribes, in place of an earlier subscription with the same filter; returns that one, or
   * {@code null}. [MQTT-3.8.4-3]
   */
  Subscription put(TopicFilter filter, Subscription subscription) {
    return put(filter, subscription, null);
  }

  /**
   * The same.
   *
   * @param replay what the subscription begins with, or {@code null}
   */
  synchronized Subscription put(TopicFilter filter, Subscription subscription, Replay replay) {
    if (over) {
      return null;
    }
    change(filter.value(), replay); // before anything can come by the subscription
    router.subscribe(session, filter, subscription);
    Standing before = byFilter.put(filter.value(), new Standing(filter, subscription, replay));
    if (before == null) {
      router.counted(1);
    }
    return before == null ? null : before.subscription();
  }

  /** Whether it may have that one, too; one that replaces another takes no room. */
  synchronized boolean hasRoomFor(TopicFilter filter, int most) {
    return byFilter.size() < most || byFilter.containsKey(filter.value());
  }

  private void change(String filter, Replay next) {
    Standing now = byFilter.get(filter);
    Replay before = now == null ? null : now.replay();
    if (before != next) {
      List<Replay> changed = new ArrayList<>(replays);
      changed.remove(before);
      if (next != null) {
        changed.add(next);
      }
      replays = List.copyOf(changed);
    }
  }

  /** Whether a message that is being published comes by one of them out of the history. */
  boolean recalls(Message message) {
    for (Replay each : replays) {
      if (each.has(message)) {
        return true;
      }
    }
    return false;
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
    change(filter, null);
    Standing known = byFilter.remove(filter);
    if (known != null) {
      router.unsubscribe(session, known.filter());
      router.counted(-1);
    }
    return known != null;
  }

  /** The session is over: takes all of them back, and no more are made. */
  synchronized void end() {
    over = true;
    byFilter.values().forEach(standing -> router.unsubscribe(session, standing.filter()));
    router.counted(-byFilter.size());
    byFilter.clear();
    replays = List.of();
  }
}
