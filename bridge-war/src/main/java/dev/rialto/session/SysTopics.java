package dev.rialto.session;

import dev.rialto.observe.Counter;
import dev.rialto.topic.InvalidTopicException;
import dev.rialto.topic.TopicName;
import dev.rialto.wire.Message;
import dev.rialto.wire.Payload;
import dev.rialto.wire.Qos;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What the server says of itself under {@code $SYS/broker/}, with the names that Mosquitto's users
 * know, and every counter under {@code $SYS/broker/rialto/}. Retained, with QoS 0, and only what
 * has changed. Used by the scheduler alone.
 */
final class SysTopics {
  private static final String PREFIX = "$SYS/broker/";

  /** What its publisher has lost, or its subscriber. */
  private static final Set<Counter> DROPPED = EnumSet.noneOf(Counter.class);

  static {
    Arrays.stream(Counter.values())
        .filter(counter -> counter.name().startsWith("DROPPED_"))
        .forEach(DROPPED::add);
  }

  /** A topic, what it says, and what it has said last. */
  private static final class Entry {
    private final TopicName topic;
    private final Supplier<String> value;
    private String said;

    Entry(String name, Supplier<String> value) {
      try {
        topic = TopicName.of(PREFIX + name);
      } catch (InvalidTopicException e) {
        throw new IllegalArgumentException(name, e); // they are ours
      }
      this.value = value;
    }
  }

  private final Engine engine;
  private final Duration interval;
  private final long start;
  private final List<Entry> entries = new ArrayList<>();
  private final List<LoadAverage> averages = new ArrayList<>();
  private long mostConnected;

  SysTopics(Engine engine, String version, Duration interval) {
    this.engine = engine;
    this.interval = interval;
    start = engine.scheduler().now();
    text("version", () -> version);
    text("uptime", () -> sinceStart() + " seconds");
    clients();
    messages();
    number("subscriptions/count", engine.router()::subscriptions);
    number("retained messages/count", engine.router().retained()::count);
    number("retained messages/bytes", engine.router().retained()::bytes);
    number("memory/waiting", engine.counters().waiting()::bytes);
    for (Counter counter : Counter.values()) {
      number("rialto/" + counter.label(), () -> engine.counters().get(counter));
    }
  }

  private void clients() {
    Sessions sessions = engine.sessions();
    number("clients/connected", sessions::connected);
    number("clients/disconnected", () -> Math.max(0, sessions.count() - sessions.connected()));
    number("clients/total", sessions::count);
    number("clients/maximum", () -> mostConnected);
    load("connections", of(Counter.CONNECTIONS_ACCEPTED));
  }

  private void messages() {
    for (String kind : new String[] {"messages", "publish/messages"}) {
      number(kind + "/received", of(Counter.MESSAGES_RECEIVED));
      number(kind + "/sent", of(Counter.MESSAGES_SENT));
    }
    number("publish/messages/dropped", this::dropped);
    number("bytes/received", of(Counter.BYTES_RECEIVED));
    number("bytes/sent", of(Counter.BYTES_SENT));
    load("messages/received", of(Counter.MESSAGES_RECEIVED));
    load("messages/sent", of(Counter.MESSAGES_SENT));
    load("publish/dropped", this::dropped);
    load("bytes/received", of(Counter.BYTES_RECEIVED));
    load("bytes/sent", of(Counter.BYTES_SENT));
  }

  private LongSupplier of(Counter counter) {
    return () -> engine.counters().get(counter);
  }

  private long dropped() {
    return DROPPED.stream().mapToLong(engine.counters()::get).sum();
  }

  private long sinceStart() {
    return Duration.ofNanos(engine.scheduler().now() - start).toSeconds();
  }

  private void text(String name, Supplier<String> value) {
    entries.add(new Entry(name, value));
  }

  private void number(String name, LongSupplier value) {
    text(name, () -> String.valueOf(value.getAsLong()));
  }

  private void load(String name, LongSupplier total) {
    for (int minutes : new int[] {1, 5, 15}) {
      LoadAverage average = new LoadAverage(total, Duration.ofMinutes(minutes));
      averages.add(average);
      text("load/%s/%dmin".formatted(name, minutes), average::perMinute);
    }
  }

  /** Publishes all of it, and what has changed from then on. */
  void begin() {
    mostConnected = Math.max(mostConnected, engine.sessions().connected());
    averages.forEach(average -> average.passed(interval));
    for (Entry entry : entries) {
      String now = entry.value.get();
      if (!now.equals(entry.said)) {
        entry.said = now;
        engine.router().announce(new Message(entry.topic, Payload.of(now)), Qos.AT_MOST_ONCE);
      }
    }
    engine.scheduler().after(interval, this::begin);
  }
}
