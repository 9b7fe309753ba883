package dev.rialto.session;

import dev.rialto.store.Change;
import dev.rialto.topic.InvalidTopicException;
import dev.rialto.topic.TopicFilter;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Qos;
import dev.rialto.wire.ReasonCode;
import java.util.ArrayList;
import java.util.List;

/** The rules for SUBSCRIBE and UNSUBSCRIBE (MQTT 3.1.1 sections 3.8 to 3.11). */
final class Subscriptions {
  private final Engine engine;
  private final Session session;
  private final Link link;

  Subscriptions(Engine engine, Session session, Link link) {
    this.engine = engine;
    this.session = session;
    this.link = link;
  }

  /**
   * Subscribes to what is allowed, and acknowledges line by line. Returns why the connection must
   * be closed instead, or {@code null}.
   */
  Cause add(Packet.Subscribe packet) {
    List<TopicFilter> filters = new ArrayList<>();
    for (Packet.Subscribe.Request request : packet.requests()) {
      try {
        filters.add(TopicFilter.of(request.filter()));
      } catch (InvalidTopicException e) {
        return new Cause(ReasonCode.TOPIC_FILTER_INVALID, e.getMessage());
      }
    }
    List<Qos> granted = new ArrayList<>(); // with a null for each refusal
    for (int i = 0; i < filters.size(); i++) {
      granted.add(subscribe(filters.get(i), packet.requests().get(i).qos()));
    }
    engine
        .store()
        .commit(
            () -> {
              link.sendNow(new Packet.SubAck(packet.packetId(), granted));
              sendRetained(filters, granted);
            });
    return null;
  }

  private Qos subscribe(TopicFilter filter, Qos wanted) {
    Limits limits = engine.limits();
    if (filter.levels() > limits.topicLevels()
        || (filter.hasWildcard() && !limits.wildcards())
        || (filter.isShared() && !limits.shared())) {
      return null;
    }
    Qos granted = wanted.atMost(limits.maximumQos());
    session.subscribe(filter, granted);
    if (session.isPersistent()) {
      engine.store().append(new Change.Subscribed(session.clientId(), filter.value(), granted));
    }
    return granted;
  }

  /** To each new subscription; not to shared ones (MQTT 5.0 section 4.8.2). */
  private void sendRetained(List<TopicFilter> filters, List<Qos> granted) {
    for (int i = 0; i < filters.size(); i++) {
      if (granted.get(i) != null && !filters.get(i).isShared()) {
        engine.router().sendRetained(session, filters.get(i), granted.get(i));
      }
    }
  }

  /** Unsubscribes; acknowledged also where there was nothing. [MQTT-3.10.4-5] */
  void remove(Packet.Unsubscribe packet) {
    for (String filter : packet.filters()) {
      if (session.unsubscribe(filter) && session.isPersistent()) {
        engine.store().append(new Change.Unsubscribed(session.clientId(), filter));
      }
    }
    engine.store().commit(() -> link.sendNow(new Packet.UnsubAck(packet.packetId())));
  }
}
