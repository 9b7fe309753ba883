package dev.rialto.route;

import dev.rialto.wire.Qos;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The members of one shared subscription (MQTT 5.0 section 4.8.2): each message goes to one of
 * them, in turn.
 */
final class SharedGroup {
  private static final Member[] NOBODY = {};

  /**
   * Somebody with a part in the messages.
   *
   * @param qos what the subscription grants
   */
  record Member(Subscriber subscriber, Qos qos) {}

  private final AtomicInteger turn = new AtomicInteger();
  private volatile Member[] members = NOBODY;

  /** Adds a member, or changes its QoS. The caller holds the tree's lock. */
  void put(Subscriber subscriber, Qos qos) {
    Member[] others = without(subscriber);
    Member[] more = java.util.Arrays.copyOf(others, others.length + 1);
    more[others.length] = new Member(subscriber, qos);
    members = more;
  }

  /** Takes a member out. The caller holds the tree's lock. */
  void remove(Subscriber subscriber) {
    members = without(subscriber);
  }

  boolean isEmpty() {
    return members.length == 0;
  }

  /** Whose turn it is: a connected member, else one that keeps a queue, else {@code null}. */
  Member next() {
    Member[] now = members;
    if (now.length == 0) {
      return null;
    }
    int first = Math.floorMod(turn.getAndIncrement(), now.length);
    Member waiting = null;
    for (int i = 0; i < now.length; i++) {
      Member member = now[(first + i) % now.length];
      if (member.subscriber().isConnected()) {
        return member;
      }
      if (waiting == null && member.subscriber().isPersistent()) {
        waiting = member;
      }
    }
    return waiting;
  }

  private Member[] without(Subscriber subscriber) {
    return java.util.Arrays.stream(members)
        .filter(member -> member.subscriber() != subscriber)
        .toArray(Member[]::new);
  }
}
