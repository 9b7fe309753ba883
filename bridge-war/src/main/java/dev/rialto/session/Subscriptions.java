package dev.rialto.session;

import dev.rialto.store.Change;
import dev.rialto.topic.InvalidTopicException;
import dev.rialto.topic.TopicFilter;
import dev.rialto.wire.Packet;
import dev.rialto.wire.ReasonCode;
import dev.rialto.wire.RetainHandling;
import dev.rialto.wire.Subscription;
import java.util.ArrayList;
import java.util.List;

/** The rules for SUBSCRIBE and UNSUBSCRIBE (sections 3.8 to 3.11). */
final class Subscriptions {
  private final Engine engine;
  private final Session session;
  private final Link link;

  Subscriptions(Engine engine, Session session, Link link) {
    this.engine = engine;
    this.session = session;
    this.link = link;
  }

  /** A subscription that has been made, and whether to send it retained messages. */
  private record Made(TopicFilter filter, Subscription subscription) {}

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
    List<ReasonCode> reasons = new ArrayList<>();
    List<Made> retainedFor = new ArrayList<>();
    for (int i = 0; i < filters.size(); i++) {
      reasons.add(subscribe(filters.get(i), packet, packet.requests().get(i), retainedFor));
    }
    engine
        .store()
        .commit(
            () -> {
              link.sendNow(new Packet.SubAck(packet.packetId(), reasons));
              retainedFor.forEach(
                  made ->
                      engine.router().sendRetained(session, made.filter(), made.subscription()));
            });
    return null;
  }

  private ReasonCode subscribe(
      TopicFilter filter,
      Packet.Subscribe packet,
      Packet.Subscribe.Request request,
      List<Made> retainedFor) {
    ReasonCode refusal = refusal(filter);
    if (refusal != null) {
      return refusal;
    }
    Subscription subscription =
        new Subscription(
            request.qos().atMost(engine.limits().maximumQos()),
            request.noLocal(),
            request.retainAsPublished(),
            identifier(packet));
    boolean fresh = session.subscribe(filter, subscription);
    if (session.isPersistent()) {
      engine
          .store()
          .append(new Change.Subscribed(session.clientId(), filter.value(), subscription));
    }
    if (wantsRetained(filter, request.retainHandling(), fresh)) {
      retainedFor.add(new Made(filter, subscription));
    }
    return ReasonCode.granted(subscription.qos());
  }

  /** Who might subscribe to a filter may read its topics. */
  Recall recall(TopicFilter filter) {
    ReasonCode refusal = refusal(filter);
    return refusal == null ? Recall.of(engine.router(), filter) : Recall.refused(refusal);
  }

  private static long identifier(Packet.Subscribe packet) {
    List<Long> given = packet.properties().subscriptionIdentifiers(); // of which there is one
    return given.isEmpty() ? 0 : given.get(0);
  }

  private ReasonCode refusal(TopicFilter filter) {
    Limits limits = engine.limits();
    if (!engine.acl().maySubscribe(filter)) {
      return ReasonCode.NOT_AUTHORIZED;
    }
    if (filter.levels() > limits.topicLevels()) {
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
    List<ReasonCode> reasons = packet.filters().stream().map(this::unsubscribe).toList();
    engine.store().commit(() -> link.sendNow(new Packet.UnsubAck(packet.packetId(), reasons)));
    return null;
  }

  private ReasonCode unsubscribe(String filter) {
    if (!session.unsubscribe(filter)) {
      return ReasonCode.NO_SUBSCRIPTION_EXISTED;
    }
    if (session.isPersistent()) {
      engine.store().append(new Change.Unsubscribed(session.clientId(), filter));
    }
    return ReasonCode.SUCCESS;
  }
}
