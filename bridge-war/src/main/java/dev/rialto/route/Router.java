package dev.rialto.route;

import dev.rialto.store.Change;
import dev.rialto.store.Store;
import dev.rialto.topic.TopicFilter;
import dev.rialto.wire.Message;
import dev.rialto.wire.Qos;
import java.util.ArrayList;
import java.util.List;

/**
 * From a message to the sessions that want it. Knows topics, subscriptions and retained messages;
 * knows nothing of connections.
 *
 * <p>Any thread may call; matching and delivering take no lock of the router's.
 */
public final class Router {
  private final Store store;
  private final SubscriptionTree tree = new SubscriptionTree();
  private final MatchCache cache = new MatchCache(tree);
  private final Retained retained = new Retained();

  /** An empty topic space over a store. */
  public Router(Store store) {
    this.store = store;
  }

  /** Routes a QoS 0 message. It waits for nobody's disk, and a retained one may be lost with us. */
  public void publish(Message message, boolean retain) {
    if (retain) {
      retain(message, Qos.AT_MOST_ONCE);
    }
    Recipients recipients = cache.match(message.topic());
    List<Subscriber> subscribers = recipients.subscribers();
    for (int i = 0; i < subscribers.size(); i++) {
      subscribers.get(i).deliver(message, Qos.AT_MOST_ONCE, false, Store.NO_POSITION);
    }
    for (SharedGroup group : recipients.groups()) {
      SharedGroup.Member member = group.next();
      if (member != null) {
        member.subscriber().deliver(message, Qos.AT_MOST_ONCE, false, Store.NO_POSITION);
      }
    }
  }

  /**
   * Routes a message of QoS 1 or 2: first to the store, for whoever must not lose it, and once it
   * is safe there to the subscribers. {@code accepted} runs then, in the order of these calls.
   */
  public void publish(Message message, Qos qos, boolean retain, Runnable accepted) {
    if (retain) {
      retain(message, qos);
    }
    Recipients recipients = cache.match(message.topic());
    List<Subscriber> subscribers = recipients.subscribers();
    List<Runnable> deliveries = new ArrayList<>(subscribers.size() + recipients.groups().size());
    for (int i = 0; i < subscribers.size(); i++) {
      Qos granted = qos.atMost(recipients.granted().get(i));
      deliveries.add(delivery(subscribers.get(i), message, granted, false));
    }
    for (SharedGroup group : recipients.groups()) {
      SharedGroup.Member member = group.next();
      if (member != null) {
        deliveries.add(delivery(member.subscriber(), message, qos.atMost(member.qos()), false));
      }
    }
    store.commit(
        () -> {
          deliveries.forEach(Runnable::run);
          accepted.run();
        });
  }

  /** Subscribes; afterwards every message that matches reaches the subscriber. */
  public void subscribe(Subscriber subscriber, TopicFilter filter, Qos qos) {
    tree.subscribe(subscriber, filter, qos);
  }

  /** Unsubscribes; messages being routed at this moment may still arrive. */
  public void unsubscribe(Subscriber subscriber, TopicFilter filter) {
    tree.unsubscribe(subscriber, filter);
  }

  /** Sends a new subscription its retained messages. [MQTT-3.3.1-6] */
  public void sendRetained(Subscriber subscriber, TopicFilter filter, Qos qos) {
    retained.match(
        filter,
        (message, published) -> {
          Runnable delivery = delivery(subscriber, message, published.atMost(qos), true);
          store.commit(delivery);
        });
  }

  private Runnable delivery(Subscriber subscriber, Message message, Qos qos, boolean retained) {
    boolean stored = qos != Qos.AT_MOST_ONCE && subscriber.isPersistent();
    long position =
        stored
            ? store.append(new Change.Queued(subscriber.clientId(), message, qos, retained))
            : Store.NO_POSITION;
    return () -> subscriber.deliver(message, qos, retained, position);
  }

  private void retain(Message message, Qos qos) {
    if (!message.payload().isEmpty()) {
      retained.put(message, qos);
      store.append(new Change.Retained(message, qos));
    } else if (retained.remove(message.topic())) { // [MQTT-3.3.1-10], [MQTT-3.3.1-11]
      store.append(new Change.Cleared(message.topic().value()));
    }
  }
}
