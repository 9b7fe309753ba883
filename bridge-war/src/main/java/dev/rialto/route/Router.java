package dev.rialto.route;

import dev.rialto.history.History;
import dev.rialto.history.HistoryLimits;
import dev.rialto.store.Change;
import dev.rialto.store.Store;
import dev.rialto.time.Scheduler;
import dev.rialto.topic.TopicFilter;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Qos;
import dev.rialto.wire.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * From a message to the sessions that want it. Knows topics, subscriptions and retained messages;
 * knows nothing of connections.
 *
 * <p>Any thread may call; matching and delivering take no lock of the router's.
 */
public final class Router {
  /** What to do once a message is where it must be. */
  public interface Accepted {
    /**
     * Acknowledge it.
     *
     * @param matched whether anybody was to get it
     * @param keepingUp whether everybody who is there keeps up with what is published
     */
    void accepted(boolean matched, boolean keepingUp);
  }

  /** Hands a message to one subscriber; returns whether that keeps up. */
  private interface Handover {
    boolean run();
  }

  private static final Scheduler.Task NOT_PLANNED = () -> {};

  private final Store store;
  private final Scheduler scheduler;
  private final SubscriptionTree tree = new SubscriptionTree();
  private final MatchCache cache = new MatchCache(tree);
  private final Retained retained = new Retained();
  private final History history;

  /** An empty topic space over a store, without a history. */
  public Router(Store store, Scheduler scheduler) {
    this(store, scheduler, new History(HistoryLimits.NONE, scheduler, "none"));
  }

  /** An empty topic space over a store. */
  public Router(Store store, Scheduler scheduler, History history) {
    this.store = store;
    this.scheduler = scheduler;
    this.history = history;
  }

  /**
   * Routes a QoS 0 message. It waits for nobody's disk, and a retained one may be lost with us.
   *
   * @param publisher the client identifier of whoever sent it
   */
  public void publish(String publisher, Message message, boolean retain) {
    if (retain) {
      retain(message, Qos.AT_MOST_ONCE);
    }
    history.add(message, retain);
    Recipients recipients = cache.match(message.topic());
    List<Recipient> sessions = recipients.sessions();
    for (int i = 0; i < sessions.size(); i++) {
      Grant grant = sessions.get(i).grant(publisher);
      if (grant != null) {
        sessions.get(i).subscriber().deliverLive(message, grant.live(Qos.AT_MOST_ONCE, retain));
      }
    }
    for (SharedGroup group : recipients.groups()) {
      SharedGroup.Member member = group.next();
      if (member != null) {
        Delivery delivery = member.grant().live(Qos.AT_MOST_ONCE, retain);
        member.subscriber().deliverLive(message, delivery);
      }
    }
  }

  /**
   * Routes a message of QoS 1 or 2: first to the store, for whoever must not lose it, and once it
   * is safe there to the subscribers. {@code accepted} runs then, in the order of these calls.
   *
   * @param publisher the client identifier of whoever sent it
   */
  public void publish(
      String publisher, Message message, Qos qos, boolean retain, Accepted accepted) {
    if (retain) {
      retain(message, qos);
    }
    Recipients recipients = cache.match(message.topic());
    List<Recipient> sessions = recipients.sessions();
    List<Handover> deliveries = new ArrayList<>(sessions.size() + recipients.groups().size());
    for (int i = 0; i < sessions.size(); i++) {
      Grant grant = sessions.get(i).grant(publisher);
      if (grant != null) {
        deliveries.add(
            delivery(sessions.get(i).subscriber(), message, grant.live(qos, retain), null));
      }
    }
    for (SharedGroup group : recipients.groups()) {
      SharedGroup.Member member = group.next();
      if (member != null) {
        Share share = new Share(this, group, qos, retain);
        Delivery delivery = member.grant().live(qos, retain);
        deliveries.add(delivery(member.subscriber(), message, delivery, share));
      }
    }
    store.commit(
        () -> {
          history.add(message, retain); // its order is that of the deliveries
          boolean keepingUp = true;
          for (int i = 0; i < deliveries.size(); i++) {
            keepingUp &= deliveries.get(i).run();
          }
          accepted.accepted(!deliveries.isEmpty(), keepingUp);
        });
  }

  /** Gives a message to one member of a shared subscription, instead of another. */
  void deliver(Message message, Qos published, boolean retain, SharedGroup.Member to, Share share) {
    Delivery delivery = to.grant().live(published, retain);
    commit(delivery(to.subscriber(), message, delivery, share));
  }

  /** Subscribes; afterwards every message that matches reaches the subscriber. */
  public void subscribe(Subscriber subscriber, TopicFilter filter, Subscription subscription) {
    tree.subscribe(subscriber, filter, subscription);
  }

  /** Unsubscribes; messages being routed at this moment may still arrive. */
  public void unsubscribe(Subscriber subscriber, TopicFilter filter) {
    tree.unsubscribe(subscriber, filter);
  }

  /** Sends a new subscription its retained messages. [MQTT-3.3.1-9] */
  public void sendRetained(Subscriber subscriber, TopicFilter filter, Subscription subscription) {
    Grant grant = Grant.of(List.of(subscription));
    retained.match(
        filter,
        (message, published) -> {
          if (!message.isExpired(scheduler.now())) {
            commit(owed(subscriber, message, grant.retained(published), null));
          }
        });
  }

  /** What was published lately. */
  public History history() {
    return history;
  }

  /** Hands over the retained messages that a filter matches. */
  public void retained(TopicFilter filter, Consumer<Message> action) {
    retained.match(
        filter,
        (message, published) -> {
          if (!message.isExpired(scheduler.now())) {
            action.accept(message);
          }
        });
  }

  /** Whether the one who gets it keeps up is not asked here: nobody publishes. */
  private void commit(Handover handover) {
    store.commit(handover::run);
  }

  private Handover delivery(
      Subscriber subscriber, Message message, Delivery delivery, Share share) {
    if (delivery.qos() != Qos.AT_MOST_ONCE) {
      return owed(subscriber, message, delivery, share);
    }
    return () -> {
      subscriber.deliverLive(message, delivery);
      return true; // or it was dropped
    };
  }

  private Handover owed(Subscriber subscriber, Message message, Delivery delivery, Share share) {
    long position =
        delivery.qos() != Qos.AT_MOST_ONCE && subscriber.isPersistent()
            ? store.append(new Change.Queued(subscriber.clientId(), message, delivery))
            : Store.NO_POSITION;
    return () -> subscriber.deliver(message, delivery, position, share);
  }

  private void retain(Message message, Qos qos) {
    if (message.payload().isEmpty()) {
      if (retained.remove(message.topic())) { // [MQTT-3.3.1-6], [MQTT-3.3.1-7]
        store.append(new Change.Cleared(message.topic().value()));
      }
      return;
    }
    retained.put(message, qos, message.expires() ? whenExpired(message) : NOT_PLANNED);
    store.append(new Change.Retained(message, qos));
  }

  private Scheduler.Task whenExpired(Message message) {
    Duration left = Duration.ofNanos(message.expiresIn(scheduler.now()));
    return scheduler.after(
        left,
        () -> {
          if (retained.removeExpired(message.topic(), scheduler.now())) {
            store.append(new Change.Cleared(message.topic().value()));
          }
        });
  }
}
