package dev.rialto.history;

import dev.rialto.time.Scheduler;
import dev.rialto.topic.TopicFilter;
import dev.rialto.topic.TopicName;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Properties;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The last messages of each topic, numbered in the order in which they were published, for those
 * who come late, come back, or ask again and again. Bounded per topic, in time, and in memory
 * overall.
 *
 * <p>Any thread may call. One lock, held for as long as it takes to note a message, or to copy the
 * list of what is newer than an offset; nothing is called under it.
 */
public final class History {
  /** The user property that says where a message is, to be given back as an offset. */
  public static final String OFFSET = "rialto-offset";

  private final HistoryLimits limits;
  private final Scheduler clock;
  private final String epoch;

  private final Object lock = new Object();
  private final Kept kept = new Kept(); // guarded by lock, like the rest
  private final Map<TopicName, List<Consumer<Slice>>> waiters = new HashMap<>();
  private final FilterWaiters filterWaiters = new FilterWaiters();
  private long newest;
  private volatile boolean awaited; // by anybody; written under the lock

  /**
   * Nothing yet.
   *
   * @param epoch another one for each life of the server
   */
  public History(HistoryLimits limits, Scheduler clock, String epoch) {
    this.limits = limits;
    this.clock = clock;
    this.epoch = epoch;
  }

  /**
   * A message is being published: keeps and numbers it, if a rule says so, and gives it to those
   * who wait for it.
   */
  public void add(Message message, boolean retain) {
    if (limits.rules().isEmpty() && !awaited) {
      return;
    }
    TopicName topic = message.topic();
    HistoryLimits.Rule rule = limits.rule(topic);
    if (rule == null && !awaited) {
      return;
    }
    Slice news = null;
    List<Consumer<Slice>> waiting;
    synchronized (lock) {
      message.number(rule != null ? ++newest : 0);
      Entry entry = new Entry(message.bare(), retain && message.payload().isEmpty(), clock.now());
      if (rule != null) {
        kept.add(entry, rule.messages(), rule.age().toNanos());
        tidy(entry.arrived());
      }
      waiting = waiting(topic);
      if (!waiting.isEmpty()) {
        news = new Slice(List.of(entry), rule == null, offset());
      }
    }
    for (Consumer<Slice> each : waiting) {
      each.accept(news);
    }
  }

  /** Takes those who wait for that topic. */
  private List<Consumer<Slice>> waiting(TopicName topic) {
    if (!awaited) {
      return List.of();
    }
    List<Consumer<Slice>> byName = waiters.remove(topic);
    List<Consumer<Slice>> all = filterWaiters.take(topic);
    if (byName != null) {
      all.addAll(byName);
    }
    lookWhoWaits();
    return all;
  }

  private void lookWhoWaits() {
    awaited = !waiters.isEmpty() || !filterWaiters.isEmpty();
  }

  /** Forgets what is too old or too much. */
  private void tidy(long now) {
    kept.loseOutdated(now);
    while (kept.bytes() > limits.bytes()) {
      kept.loseOldest();
    }
  }

  private Offset offset() {
    return new Offset(epoch, newest);
  }

  /** Where the history is now: what comes next is after this. */
  public Offset now() {
    synchronized (lock) {
      return offset();
    }
  }

  /** The place of a message. */
  public Offset offset(Message message) {
    return new Offset(epoch, message.number());
  }

  /** The delivery of a message, with its place if it has one. */
  public Delivery located(Message message, Delivery delivery) {
    return message.number() == 0
        ? delivery
        : delivery.with(Properties.builder().user(OFFSET, offset(message).toString()).build());
  }

  /** The newest message of a topic. */
  public Optional<Entry> last(TopicName topic) {
    synchronized (lock) {
      tidy(clock.now());
      return Optional.ofNullable(kept.last(topic)).filter(this::isFresh);
    }
  }

  /** What came on a topic after that. */
  public Slice after(TopicName topic, Offset since) {
    synchronized (lock) {
      return slice(topic, since);
    }
  }

  private Slice slice(TopicName topic, Offset since) {
    tidy(clock.now());
    long number = known(since);
    return slice(kept.after(topic, number).stream(), kept.lost(topic) > number, offset());
  }

  /** What came on all topics that match, after that. */
  public Slice after(TopicFilter filter, Offset since) {
    return after(List.of(filter), since);
  }

  /** What came on all topics that any of these matches, after that; each once. */
  public Slice after(List<TopicFilter> filters, Offset since) {
    List<Entry> newer;
    List<TopicName> lossy;
    Offset upTo;
    synchronized (lock) {
      tidy(clock.now());
      long number = known(since);
      newer = kept.after(number);
      lossy = kept.lossy(number);
      upTo = offset();
    }
    Predicate<TopicName> matches =
        topic -> filters.stream().anyMatch(filter -> filter.matches(topic));
    return slice(
        newer.stream().filter(entry -> matches.test(entry.message().topic())),
        lossy == null || lossy.stream().anyMatch(matches),
        upTo);
  }

  private Slice slice(Stream<Entry> entries, boolean gap, Offset upTo) {
    return new Slice(entries.filter(this::isFresh).toList(), gap, upTo);
  }

  /** What has expired is nobody's any more [MQTT-3.3.2-5], even behind something that has not. */
  private boolean isFresh(Entry entry) {
    return !entry.message().isExpired(clock.now());
  }

  /** A number that was given in this life of the server; else -1, before everything. */
  private long known(Offset since) {
    return since.epoch().equals(epoch) && since.number() <= newest ? since.number() : -1;
  }

  /**
   * Gives the first that there is after an offset, with what else is there: at once if anything is,
   * or may have been, else when it comes, by the thread that publishes it, which must not be held
   * up. Once, or never, if it is cancelled.
   */
  public Scheduler.Task await(TopicName topic, Offset since, Consumer<Slice> then) {
    Slice there;
    synchronized (lock) {
      there = slice(topic, since);
      if (there.isEmpty()) {
        waiters.computeIfAbsent(topic, name -> new ArrayList<>()).add(then);
        awaited = true;
        return () -> forget(topic, then);
      }
    }
    then.accept(there);
    return () -> {};
  }

  /**
   * The same for all topics that any of these filters matches. A message that is not kept comes
   * only to those who wait at that moment.
   */
  public Scheduler.Task await(List<TopicFilter> filters, Offset since, Consumer<Slice> then) {
    while (true) {
      Slice there = after(filters, since); // filters are matched without the lock
      if (!there.isEmpty()) {
        then.accept(there);
        return () -> {};
      }
      synchronized (lock) {
        if (there.upTo().number() == newest) { // nothing came meanwhile
          FilterWaiters.Waiter waiter = filterWaiters.add(filters, then);
          awaited = true;
          return () -> forget(waiter);
        }
      }
      since = there.upTo();
    }
  }

  private void forget(FilterWaiters.Waiter waiter) {
    synchronized (lock) {
      filterWaiters.remove(waiter);
      lookWhoWaits();
    }
  }

  private void forget(TopicName topic, Consumer<Slice> waiter) {
    synchronized (lock) {
      List<Consumer<Slice>> all = waiters.get(topic);
      if (all != null && all.removeIf(each -> each == waiter) && all.isEmpty()) {
        waiters.remove(topic);
        lookWhoWaits();
      }
    }
  }
}
