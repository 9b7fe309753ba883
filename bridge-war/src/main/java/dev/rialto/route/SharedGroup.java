package dev.rialto.route;

import dev.rialto.topic.TopicName;
import dev.rialto.wire.Subscription;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * The members of one shared subscription (MQTT 5.0 section 4.8.2): each message goes to one of
 * them, in turn.
 */
final class SharedGroup {
  private static final Member[] NOBODY = {};

  /** Somebody with a part in the messages. */
  record Member(Subscriber subscriber, Grant grant) {}

  private final String filter;
  private final AtomicInteger turn = new AtomicInteger();

  /** Goes round among the others when it is the turn of one that is away. */
  private final AtomicInteger spareTurn = new AtomicInteger();

  private volatile Member[] members = NOBODY;

  /** Without members. */
  SharedGroup(String filter) {
    this.filter = filter;
  }

  /** What its members subscribe to, with the share name. */
  String filter() {
    return filter;
  }

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

  /**
   * Whose turn it is, of those who may read the topic: a connected member, else one that keeps a
   * queue, else {@code null}.
   */
  Member next(TopicName topic) {
    return next(topic, null);
  }

  /** The same without one of them. */
  Member next(TopicName topic, Subscriber without) {
    Member[] now = members;
    if (now.length == 0) {
      return null;
    }
    Member first = now[Math.floorMod(turn.getAndIncrement(), now.length)];
    Predicate<Subscriber> suits = each -> each != without && each.mayRead(topic);
    if (first.subscriber().isConnected() && suits.test(first.subscriber())) {
      return first;
    }
    List<Member> others = others(now, suits.and(Subscriber::isConnected));
    if (others.isEmpty()) {
      others = others(now, suits.and(Subscriber::isPersistent));
    }
    return others.isEmpty()
        ? null
        : others.get(Math.floorMod(spareTurn.getAndIncrement(), others.size()));
  }

  /** Whether any member takes a message of that topic without much waiting. */
  boolean takesSoon(TopicName topic) {
    return Arrays.stream(members)
        .map(Member::subscriber)
        .anyMatch(each -> each.takesSoon() && each.mayRead(topic));
  }

  private static List<Member> others(Member[] now, Predicate<Subscriber> condition) {
    return Arrays.stream(now).filter(member -> condition.test(member.subscriber())).toList();
  }
}
