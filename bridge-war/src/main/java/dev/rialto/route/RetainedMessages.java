package dev.rialto.route;

import dev.rialto.config.Setting;
import dev.rialto.config.Settings;
import dev.rialto.store.Change;
import dev.rialto.store.Outcome;
import dev.rialto.store.Store;
import dev.rialto.store.Transaction;
import dev.rialto.time.Scheduler;
import dev.rialto.topic.TopicFilter;
import dev.rialto.wire.Message;
import dev.rialto.wire.Qos;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/**
 * The retained messages (MQTT 3.1.1 section 3.3.1.3) and their expiry. They change when the store
 * has decided about it, so that memory and disk go through the same changes in the same order. Any
 * thread may call.
 */
public final class RetainedMessages {
  /** What is to be done about a topic's retained message when the store has decided. */
  interface Replacement {
    void decided(Outcome outcome, Transaction with);
  }

  static final Replacement NO_REPLACEMENT = (outcome, with) -> {};

  /**
   * How much of them there may be.
   *
   * @param messages on so many topics
   * @param bytes of memory
   */
  public record Limits(int messages, long bytes) {
    /** Any number. */
    static final Limits NONE = new Limits(Integer.MAX_VALUE, Long.MAX_VALUE);

    /** As the settings say. */
    public static Limits of(Settings settings) {
      return new Limits(
          settings.count(Setting.RETAINED_MAX), settings.number(Setting.RETAINED_BYTES_MAX));
    }
  }

  private final Store store;
  private final Scheduler scheduler;
  private final Limits limits;
  private final Retained tree = new Retained();
  private final AtomicInteger undecided = new AtomicInteger();
  private final AtomicInteger undecidedTopics = new AtomicInteger(); // that had none before
  private final AtomicLong undecidedBytes = new AtomicLong();

  RetainedMessages(Store store, Scheduler scheduler, Limits limits) {
    this.store = store;
    this.scheduler = scheduler;
    this.limits = limits;
  }

  /** How many topics have one. */
  public int count() {
    return tree.count();
  }

  /** About how much memory they take. */
  public long bytes() {
    return tree.bytes();
  }

  /** Whether it may be kept: one that is no larger than that of its topic always may. */
  public boolean hasRoomFor(Message message) {
    if (message.payload().isEmpty()) {
      return true;
    }
    int before = tree.footprint(message.topic());
    int more = message.footprint() - before;
    return (before > 0 || tree.count() + undecidedTopics.get() < limits.messages())
        && (more <= 0 || tree.bytes() + undecidedBytes.get() + more <= limits.bytes());
  }

  /** Keeps what the server says of itself, which the store knows nothing of; empty, forgets it. */
  void announce(Message message, Qos qos) {
    if (message.payload().isEmpty()) {
      tree.remove(message.topic());
    } else {
      tree.put(message, qos, Author.SERVER, () -> {});
    }
  }

  /** For a message of QoS 0, which is not waited for. */
  void replace(Publisher publisher, Message message) {
    Transaction with = Transaction.begin();
    Replacement replacement = replacement(publisher, message, Qos.AT_MOST_ONCE, with);
    publisher.commits().commit(with, outcome -> replacement.decided(outcome, with));
  }

  /** Adds to the transaction that the message becomes its topic's, or with no payload clears it. */
  Replacement replacement(Publisher publisher, Message message, Qos qos, Transaction with) {
    if (message.payload().isEmpty()) { // [MQTT-3.3.1-6], [MQTT-3.3.1-7]
      return clearance(message, with);
    }
    Author author = publisher.author();
    int place = with.add(new Change.Retained(message, qos, author.userName(), author.clientId()));
    int before = tree.footprint(message.topic());
    int topics = before == 0 ? 1 : 0;
    int bytes = Math.max(0, message.footprint() - before);
    undecided.incrementAndGet();
    undecidedTopics.addAndGet(topics);
    undecidedBytes.addAndGet(bytes);
    return (outcome, stored) -> {
      undecidedTopics.addAndGet(-topics);
      undecidedBytes.addAndGet(-bytes);
      if (outcome.isStored()) {
        put(message, qos, stored.number(place), author);
      }
      undecided.decrementAndGet();
    };
  }

  private Replacement clearance(Message message, Transaction with) {
    if (undecided.get() == 0 && !tree.has(message.topic())) {
      return NO_REPLACEMENT;
    }
    with.add(new Change.Cleared(message.topic().value()));
    undecided.incrementAndGet();
    return (outcome, stored) -> {
      if (outcome.isStored()) {
        tree.remove(message.topic());
      }
      undecided.decrementAndGet();
    };
  }

  /**
   * Keeps a message in place of the topic's last one.
   *
   * @param position by which the store knows it
   */
  public void put(Message message, Qos qos, long position, Author author) {
    Scheduler.Task expiry =
        message.expires()
            ? scheduler.after(
                Duration.ofNanos(message.expiresIn(scheduler.now())),
                () -> expire(message, position))
            : () -> {};
    tree.put(message, qos, author, expiry);
  }

  private void expire(Message message, long position) {
    if (tree.removeExpired(message.topic(), scheduler.now())) {
      Change expired = new Change.RetainedExpired(message.topic().value(), position);
      store.note(Transaction.upkeep(expired));
    }
  }

  /**
   * Hands over every retained message whose topic the filter matches, which has not expired, and
   * whose author might publish it now.
   */
  public void match(TopicFilter filter, BiConsumer<Message, Qos> action) {
    tree.match(
        filter,
        (message, qos) -> {
          if (!message.isExpired(scheduler.now())) {
            action.accept(message, qos);
          }
        });
  }
}
