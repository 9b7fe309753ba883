package dev.rialto.session;

import dev.rialto.access.Permissions;
import dev.rialto.history.History;
import dev.rialto.history.Slice;
import dev.rialto.observe.Counter;
import dev.rialto.store.Change;
import dev.rialto.store.Outcome;
import dev.rialto.store.Transaction;
import dev.rialto.topic.InvalidTopicException;
import dev.rialto.topic.TopicFilter;
import dev.rialto.topic.TopicName;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.ReasonCode;
import dev.rialto.wire.RetainHandling;
import dev.rialto.wire.Subscription;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The rules for SUBSCRIBE and UNSUBSCRIBE (sections 3.8 to 3.11). */
final class Subscriptions {
  private final Engine engine;
  private final Session session;
  private final Link link;
  private final Terms terms;
  private final Permissions permissions;

  Subscriptions(Engine engine, Session session, Link link, Terms terms, Permissions permissions) {
    this.engine = engine;
    this.session = session;
    this.link = link;
    this.terms = terms;
    this.permissions = permissions;
  }

  /**
   * A subscription that has been made.
   *
   * @param before what it replaces, or {@code null}
   * @param place of its reason code
   * @param retained whether to send it retained messages
   * @param replay what it begins with, or {@code null}
   */
  private record Made(
      TopicFilter filter,
      Subscription subscription,
      Subscription before,
      int place,
      boolean retained,
      Replay replay) {}

  /**
   * Subscribes to what is allowed, and acknowledges line by line. Returns why the connection must
   * be closed instead, or {@code null}.
   */
  Cause add(Packet.Subscribe packet) {
    List<TopicFilter> filters = new ArrayList<>();
    for (Packet.Subscribe.Request request : packet.requests()) {
      try {
        TopicFilter filter = TopicFilter.of(request.filter());
        if (filter.isShared() && request.noLocal()) {
          return Cause.violation("no local for a shared subscription [MQTT-3.8.3-4]");
        }
        filters.add(filter);
      } catch (InvalidTopicException e) {
        return new Cause(ReasonCode.TOPIC_FILTER_INVALID, e.getMessage());
      }
    }
    HistoryWish wish;
    try {
      wish = HistoryWish.of(packet.properties());
    } catch (IllegalArgumentException e) {
      refuse(packet, e.getMessage());
      return null;
    }
    List<ReasonCode> reasons = new ArrayList<>();
    List<Made> made = new ArrayList<>();
    Transaction subscribed = Transaction.begin();
    for (int i = 0; i < filters.size(); i++) {
      TopicFilter filter = filters.get(i);
      ReasonCode refusal = i < engine.limits().filters() ? refusal(filter) : tooMany();
      if (refusal == null && wish != null && packet.requests().get(i).noLocal()) {
        refusal = ReasonCode.IMPLEMENTATION_SPECIFIC_ERROR; // the history knows no publishers
      }
      Made one = refusal == null ? subscribe(filter, packet, i, wish) : null;
      if (one != null) {
        made.add(one);
        if (session.isPersistent()) {
          subscribed.add(
              new Change.Subscribed(session.number(), filter.value(), one.subscription()));
        }
        reasons.add(ReasonCode.granted(one.subscription().qos()));
      } else {
        reasons.add(refusal == null ? tooMany() : refusal);
      }
    }
    // in turn: a retained message that is being stored, and was routed before, is then there
    session
        .commits()
        .commitInTurn(
            subscribed,
            outcome -> {
              if (outcome.isStored()) {
                acknowledge(packet, reasons, made);
              } else {
                made.forEach(one -> undo(one, outcome, reasons));
                engine.counters().count(Counter.REFUSED_NOT_STORED);
                link.sendNow(new Packet.SubAck(packet.packetId(), reasons));
              }
            });
    return null;
  }

  private ReasonCode tooMany() {
    boolean tight = engine.counters().waiting().isTight();
    engine.counters().count(tight ? Counter.REFUSED_MEMORY : Counter.REFUSED_SUBSCRIPTIONS);
    return ReasonCode.QUOTA_EXCEEDED;
  }

  private void refuse(Packet.Subscribe packet, String sentence) {
    List<ReasonCode> reasons =
        Collections.nCopies(packet.requests().size(), ReasonCode.IMPLEMENTATION_SPECIFIC_ERROR);
    Packet refusal = new Packet.SubAck(packet.packetId(), reasons, terms.explain(sentence));
    session.commits().afterwards(() -> link.sendNow(refusal));
  }

  /** What was routed before is in the history by now. */
  private void acknowledge(Packet.Subscribe packet, List<ReasonCode> reasons, List<Made> made) {
    boolean[] due = new boolean[1];
    boolean gap = false;
    Set<TopicName> replayed = new HashSet<>();
    for (Made one : made) {
      if (one.replay() != null) {
        gap |= begin(one, replayed, due);
      }
    }
    Properties missed = gap && terms.explanations() ? HistoryWish.GAP : Properties.NONE;
    link.sendNow(new Packet.SubAck(packet.packetId(), reasons, missed));
    if (due[0]) {
      session.handleNoted();
    }
    made.forEach(one -> sendRetained(one, topic -> !replayed.contains(topic)));
  }

  private boolean begin(Made made, Set<TopicName> replayed, boolean[] due) {
    History history = engine.router().history();
    Subscription subscription = made.subscription();
    Delivery delivery =
        Delivery.of(
            subscription.qos(),
            false,
            subscription.identifier() == 0
                ? Properties.NONE
                : Properties.builder()
                    .put(Property.SUBSCRIPTION_IDENTIFIER, subscription.identifier())
                    .build());
    Slice slice =
        made.replay()
            .begin(
                history,
                message -> {
                  if (permissions.mayRead(message.topic())) {
                    replayed.add(message.topic());
                    due[0] |= session.note(message, history.located(message, delivery));
                  }
                });
    return slice.gap();
  }

  private void sendRetained(Made made, Predicate<TopicName> wanted) {
    if (made.retained()) {
      engine.router().sendRetained(session, made.filter(), made.subscription(), wanted);
    }
  }

  private void undo(Made made, Outcome outcome, List<ReasonCode> reasons) {
    session.subscriptions().undo(made.filter(), made.subscription(), made.before());
    reasons.set(made.place(), Cause.notStored(outcome).reason());
  }

  /** Returns {@code null} when the client has as many as it may, or too much waits already. */
  private Made subscribe(TopicFilter filter, Packet.Subscribe packet, int place, HistoryWish wish) {
    Packet.Subscribe.Request request = packet.requests().get(place);
    // shared, it belongs to others as well, and begins with nothing, as with retained messages
    Replay replay = wish == null || filter.isShared() ? null : new Replay(filter, wish);
    Subscription subscription =
        new Subscription(
            request.qos().atMost(engine.limits().maximumQos()),
            request.noLocal(),
            request.retainAsPublished(),
            identifier(packet),
            replay != null);
    int most = engine.counters().waiting().isTight() ? 0 : engine.limits().subscriptions();
    if (!session.subscriptions().hasRoomFor(filter, most)) {
      return null;
    }
    Subscription before = session.subscriptions().put(filter, subscription, replay);
    boolean retained = wantsRetained(filter, request.retainHandling(), before == null);
    return new Made(filter, subscription, before, place, retained, replay);
  }

  /** Who might subscribe to a filter may read its topics. */
  Recall recall(TopicFilter filter) {
    ReasonCode refusal = refusal(filter);
    if (refusal == null && !filter.hasWildcard() && !mayRead(filter)) {
      refusal = ReasonCode.NOT_AUTHORIZED;
    }
    return refusal == null
        ? Recall.of(engine.router(), filter, permissions)
        : Recall.refused(refusal);
  }

  private boolean mayRead(TopicFilter single) {
    try {
      return permissions.mayRead(TopicName.of(single.pattern()));
    } catch (InvalidTopicException e) {
      return false; // a topic name can be all that such a filter can
    }
  }

  private static long identifier(Packet.Subscribe packet) {
    List<Long> given = packet.properties().subscriptionIdentifiers(); // of which there is one
    return given.isEmpty() ? 0 : given.get(0);
  }

  private ReasonCode refusal(TopicFilter filter) {
    Limits limits = engine.limits();
    if (!permissions.maySubscribe(filter)) {
      return ReasonCode.NOT_AUTHORIZED;
    }
    if (filter.levels() > limits.topicLevels() || filter.value().length() > limits.topicLength()) {
      return ReasonCode.TOPIC_FILTER_INVALID;
    }
    if (filter.hasWildcard() && !limits.wildcards()) {
      return ReasonCode.WILDCARD_SUBSCRIPTIONS_NOT_SUPPORTED;
    }
    if (filter.isShared() && !limits.shared()) {
      return ReasonCode.SHARED_SUBSCRIPTIONS_NOT_SUPPORTED;
    }
    return null;
  }

  /** [MQTT-3.3.1-9] to [MQTT-3.3.1-11]; shared subscriptions get none (section 4.8.2). */
  private static boolean wantsRetained(TopicFilter filter, RetainHandling handling, boolean fresh) {
    return !filter.isShared()
        && switch (handling) {
          case SEND -> true;
          case SEND_IF_NEW -> fresh;
          case DO_NOT_SEND -> false;
        };
  }

  /**
   * Unsubscribes; acknowledged also where there was nothing. [MQTT-3.10.4-5] Returns why the
   * connection must be closed instead, or {@code null}.
   */
  Cause remove(Packet.Unsubscribe packet) {
    for (String filter : packet.filters()) {
      try {
        TopicFilter.of(filter);
      } catch (InvalidTopicException e) {
        return new Cause(ReasonCode.TOPIC_FILTER_INVALID, e.getMessage());
      }
    }
    Transaction unsubscribed = Transaction.upkeep();
    List<ReasonCode> reasons =
        packet.filters().stream().map(filter -> unsubscribe(filter, unsubscribed)).toList();
    session
        .commits()
        .commit(
            unsubscribed, stored -> link.sendNow(new Packet.UnsubAck(packet.packetId(), reasons)));
    return null;
  }

  private ReasonCode unsubscribe(String filter, Transaction unsubscribed) {
    if (!session.subscriptions().remove(filter)) {
      return ReasonCode.NO_SUBSCRIPTION_EXISTED;
    }
    if (session.isPersistent()) {
      unsubscribed.add(new Change.Unsubscribed(session.number(), filter));
    }
    return ReasonCode.SUCCESS;
  }
}
