package dev.rialto.route;

import dev.rialto.wire.Subscription;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The members of one shared subscription (MQTT 5.0 section 4.8.2): each message goes to one of
 * them, in turn.
 */
final class SharedGroup {
  private static final Member[] NOBODY = {};

  /** Somebody with a part in the messages. */
  record Member(Subscriber subscriber, Grant grant) {}

  private final AtomicInteger turn = new AtomicInteger();
  private volatile Member[] members = NOBODY;

  /** Adds a member, or changes its subscription. The caller holds the tree's lock. */
  void put(Subscriber subscriber, Subscription subscription) {
    Member member = new Member(subscriber, Grant.of(List.of(subscription)));
    Member[] now = members.clone();
    for (int i = 0; i < now.length; i++) {
      if (now[i].subscriber() == subscriber) {
        now[i] = member;
        members = now;
        return;
      }
    }
    Member[] more = Arrays.copyOf(now, now.length + 1);
    more[now.length] = member;
    members = more;
  }

  /** Takes a member out. The caller holds the tree's lock. */
  void remove(Subscriber subscriber) {
    members =
        Arrays.stream(members)
            .filter(member -> member.subscriber() != subscriber)
            .toArray(Member[]::new);
  }

  boolean isEmpty() {
    return members.length == 0;
  }

  /** Whose turn it is: a connected member, else one that keeps a queue, else {@code null}. */
  Member next() {
    return next(null);
  }

  /** The same without one of them. */
  Member next(Subscriber without) {
    Member[] now = members;
    if (now.length == 0) {
      return null;
    }
    int first = Math.floorMod(turn.getAndIncrement(), now.length);
    Member waiting = null;
    for (int i = 0; i < now.length; i++) {
      Member member = now[(first + i) % now.length];
      if (member.subscriber() == without) {
        continue;
      }
      if (member.subscriber().isConnected()) {
        return member;
      }
      if (waiting == null && member.subscriber().isPersistent()) {
        waiting = member;
      }
    }
    return waiting;
  }
}
