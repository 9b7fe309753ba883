package dev.rialto.route;

import dev.rialto.history.History;
import dev.rialto.history.HistoryLimits;
import dev.rialto.observe.WaitingMemory;
import dev.rialto.store.Change;
import dev.rialto.store.Outcome;
import dev.rialto.store.Store;
import dev.rialto.store.Transaction;
import dev.rialto.time.Scheduler;
import dev.rialto.topic.InvalidTopicException;
import dev.rialto.topic.TopicFilter;
import dev.rialto.topic.TopicName;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Qos;
import dev.rialto.wire.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/**
 * From a message to the sessions that want it. Knows topics, subscriptions and retained messages;
 * knows nothing of connections.
 *
 * <p>Any thread may call; matching and delivering take no lock of the router's.
 */
public final class Router {
  /** What to do once it is decided about a message. */
  public interface Accepted {
    /**
     * Acknowledge it, or don't.
     *
     * @param outcome whether it is where it must be; if not, nobody has got it
     * @param matched whether anybody was to get it
     * @param keepingUp whether everybody who is there keeps up with what is published
     */
    void accepted(Outcome outcome, boolean matched, boolean keepingUp);
  }

  /** For what nothing is stored of. */
  private static final Transaction NOTHING = Transaction.upkeep();

  private final Store store;
  private final SubscriptionTree tree = new SubscriptionTree();
  private final MatchCache cache = new MatchCache(tree);
  private final RetainedMessages retained;
  private final History history;
  private final LongAdder subscriptions = new LongAdder();
  private final WaitingMemory memory;

  /** An empty topic space over a store, without a history. */
  public Router(Store store, Scheduler scheduler) {
    this(
        store,
        scheduler,
        new History(HistoryLimits.NONE, scheduler, "none"),
        RetainedMessages.Limits.NONE,
        new WaitingMemory());
  }

  /**
   * An empty topic space over a store.
   *
   * @param memory where it is tight, nothing more is taken that would have to wait for somebody
   */
  public Router(
      Store store,
      Scheduler scheduler,
      History history,
      RetainedMessages.Limits retention,
      WaitingMemory memory) {
    this.memory = memory;
    this.store = store;
    retained = new RetainedMessages(store, scheduler, retention);
    this.history = history;
  }

  /** The retained messages. */
  public RetainedMessages retained() {
    return retained;
  }

  /** Routes a QoS 0 message. It waits for nobody's disk, and a retained one may be lost with us. */
  public void publish(Publisher publisher, Message message, boolean retain) {
    if (retain) {
      retained.replace(publisher, message);
    }
    history.add(message, retain);
    Recipients recipients = cache.match(message.topic()).recipients();
    List<Recipient> sessions = recipients.sessions();
    for (int i = 0; i < sessions.size(); i++) {
      Grant grant = sessions.get(i).grant(publisher.clientId(), message.topic());
      if (grant != null) {
        Subscriber subscriber = sessions.get(i).subscriber();
        Delivery delivery = grant.live(Qos.AT_MOST_ONCE, retain);
        if (grant.offsets()) {
          new Handover(subscriber, message, delivery, true, null, Handover.NOT_OWED)
              .handOver(null, history);
        } else {
          subscriber.deliverLive(message, delivery);
        }
      }
    }
    for (SharedGroup group : recipients.groups()) {
      SharedGroup.Member member = group.next(message.topic());
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
   * @param with what else is to be stored with it
   */
  public void publish(
      Publisher publisher,
      Message message,
      Qos qos,
      boolean retain,
      Transaction with,
      Accepted accepted) {
    MatchCache.Match match = cache.match(message.topic());
    Recipients recipients = match.recipients();
    if (memory.isTight() && recipients.anyWaitsFor(message.topic())) {
      publisher.commits().afterwards(() -> accepted.accepted(Outcome.NO_MEMORY, true, true));
      return;
    }
    RetainedMessages.Replacement replacement =
        retain
            ? retained.replacement(publisher, message, qos, with)
            : RetainedMessages.NO_REPLACEMENT;
    List<Handover> deliveries =
        deliveries(recipients, publisher.clientId(), message, qos, retain, with);
    publisher
        .commits()
        .commit(
            with,
            outcome -> {
              boolean keepingUp = !store.isBehind();
              replacement.decided(outcome, with);
              if (outcome.isStored()) {
                history.add(message, retain); // its order is that of the deliveries
                for (int i = 0; i < deliveries.size(); i++) {
                  keepingUp &= deliveries.get(i).handOver(with, history);
                }
                if (!match.isCurrent()) {
                  followUp(publisher, message, qos, retain, deliveries);
                }
              }
              accepted.accepted(outcome, !deliveries.isEmpty(), keepingUp);
            });
  }

  /**
   * Who has subscribed since the message was matched, and had begun with the history before it was
   * there, must not miss it in between.
   */
  private void followUp(
      Publisher publisher, Message message, Qos qos, boolean retain, List<Handover> done) {
    for (Recipient late : tree.match(message.topic()).sessions()) {
      Subscriber subscriber = late.subscriber();
      Grant grant = late.grant(publisher.clientId(), message.topic());
      if (grant != null
          && grant.offsets()
          && done.stream().noneMatch(each -> each.subscriber() == subscriber)) {
        Delivery delivery = grant.live(qos, retain);
        new Handover(subscriber, message, delivery, true, null, Handover.NOT_OWED)
            .handOver(null, history);
      }
    }
  }

  /** Adds to the transaction what has to be stored for them. */
  private List<Handover> deliveries(
      Recipients recipients,
      String publisher,
      Message message,
      Qos qos,
      boolean retain,
      Transaction with) {
    List<Recipient> sessions = recipients.sessions();
    List<Handover> deliveries = new ArrayList<>(sessions.size() + recipients.groups().size());
    for (int i = 0; i < sessions.size(); i++) {
      Grant grant = sessions.get(i).grant(publisher, message.topic());
      if (grant != null) {
        Delivery delivery = grant.live(qos, retain);
        deliveries.add(
            Handover.of(
                sessions.get(i).subscriber(), message, delivery, grant.offsets(), null, with));
      }
    }
    for (SharedGroup group : recipients.groups()) {
      SharedGroup.Member member = group.next(message.topic());
      if (member != null) {
        Share share = new Share(this, group, new Change.Origin(group.filter(), qos, retain));
        Delivery delivery = member.grant().live(qos, retain);
        deliveries.add(Handover.of(member.subscriber(), message, delivery, share, with));
      }
    }
    return deliveries;
  }

  /**
   * Publishes what the server says of itself on a topic that begins with $: with QoS 1, retained
   * until an empty one follows. It ends with the server, so it is neither stored nor in the
   * history. Messages of one topic must come one after the other.
   */
  public void announce(Message message) {
    announce(message, Qos.AT_LEAST_ONCE);
  }

  /** The same; with QoS 0 nobody who is away is owed it. */
  public void announce(Message message, Qos qos) {
    retained.announce(message, qos);
    Recipients recipients = tree.match(message.topic()); // each seldom, so not worth the cache
    for (Handover each :
        deliveries(recipients, Author.SERVER.clientId(), message, qos, true, NOTHING)) {
      each.handOver(NOTHING, history);
    }
  }

  /** Gives a message to one member of a shared subscription, instead of another. */
  void deliver(Message message, SharedGroup.Member to, Share share, Transaction with) {
    Delivery delivery = to.grant().live(share.origin().published(), share.origin().retain());
    Handover handover = Handover.of(to.subscriber(), message, delivery, share, with);
    store.commit(with, stored -> handover.handOver(with, history));
  }

  /** Subscribes; afterwards every message that matches reaches the subscriber. */
  public void subscribe(Subscriber subscriber, TopicFilter filter, Subscription subscription) {
    tree.subscribe(subscriber, filter, subscription);
  }

  /** Unsubscribes; messages being routed at this moment may still arrive. */
  public void unsubscribe(Subscriber subscriber, TopicFilter filter) {
    tree.unsubscribe(subscriber, filter);
  }

  /**
   * Sends a new subscription its retained messages. [MQTT-3.3.1-9]
   *
   * @param wanted of which topics
   */
  public void sendRetained(
      Subscriber subscriber,
      TopicFilter filter,
      Subscription subscription,
      Predicate<TopicName> wanted) {
    Grant grant = Grant.of(List.of(subscription));
    Transaction owed = Transaction.begin();
    List<Handover> deliveries = new ArrayList<>();
    retained.match(
        filter,
        (message, published) -> {
          if (subscriber.mayRead(message.topic()) && wanted.test(message.topic())) {
            deliveries.add(Handover.of(subscriber, message, grant.retained(published), null, owed));
          }
        });
    if (owed.isEmpty()) {
      deliveries.forEach(delivery -> delivery.queue(owed));
      return;
    }
    store.commit(
        owed,
        outcome -> {
          // what can't be kept is sent all the same: its publisher was promised nothing about it
          Transaction kept = outcome.isStored() ? owed : null;
          deliveries.forEach(delivery -> delivery.queue(kept));
        });
  }

  /** So many more subscriptions are there, or fewer. */
  public void counted(int more) {
    subscriptions.add(more);
  }

  /** How many subscriptions there are. */
  public long subscriptions() {
    return subscriptions.sum();
  }

  /** What was published lately. */
  public History history() {
    return history;
  }

  /** The shared subscription that a stored message came from; {@code null} if it is no more. */
  public Share share(Change.Origin origin) {
    try {
      SharedGroup group = tree.group(TopicFilter.of(origin.filter()));
      return group == null ? null : new Share(this, group, origin);
    } catch (InvalidTopicException e) {
      throw new IllegalArgumentException(origin.filter(), e); // it was checked when it was made
    }
  }
}
