package dev.rialto.session;

import dev.rialto.wire.Qos;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What waits for room: in the window of messages in flight, on the link, or for the client to come
 * back. Bounded in messages and bytes. Used by one thread at a time.
 */
final class OfflineQueue {
  private final int maxMessages;
  private final long maxBytes;
  private final Deque<Outgoing> waiting = new ArrayDeque<>();
  private long bytes;
  private long resident;
  private boolean expiring;
  private long nextExpiry; // of any that is here, or was; means nothing unless expiring

  OfflineQueue(int maxMessages, long maxBytes) {
    this.maxMessages = maxMessages;
    this.maxBytes = maxBytes;
  }

  /** Adds at the end; returns false, and changes nothing, when there is no room. */
  boolean offer(Outgoing message) {
    int footprint = message.message().footprint();
    boolean full = waiting.size() >= maxMessages || bytes + footprint > maxBytes;
    if (full && !waiting.isEmpty()) { // a single one may be about to leave at once
      return false;
    }
    restore(message);
    return true;
  }

  /** Adds at the end what there was room for once. */
  void restore(Outgoing message) {
    waiting.add(message);
    bytes += message.message().footprint();
    resident += message.message().resident();
    if (message.message().expires()) {
      noteExpiry(message.message().expiry());
    }
  }

  private void noteExpiry(long expiry) {
    nextExpiry = expiring && nextExpiry - expiry < 0 ? nextExpiry : expiry;
    expiring = true;
  }

  /**
   * Makes room, if any message may have expired; tells of each, and returns whether there was one.
   * Looks at all of them, but not again before another can have expired.
   */
  boolean removeExpired(long now, Consumer<Outgoing> removed) {
    if (!expiring || nextExpiry - now > 0) {
      return false;
    }
    int before = waiting.size();
    removeIf(message -> message.message().isExpired(now), removed);
    expiring = false;
    waiting.stream()
        .filter(message -> message.message().expires())
        .forEach(message -> noteExpiry(message.message().expiry()));
    return waiting.size() < before;
  }

  /** The first, or {@code null}. */
  Outgoing peek() {
    return waiting.peek();
  }

  /** Takes the first one out. */
  void remove() {
    taken(waiting.remove());
  }

  private void taken(Outgoing message) {
    bytes -= message.message().footprint();
    resident -= message.message().resident();
  }

  /** About how much memory it takes. */
  long resident() {
    return resident;
  }

  /** Takes some out, wherever they are; tells of each in order. */
  void removeIf(Predicate<Outgoing> condition, Consumer<Outgoing> removed) {
    waiting.removeIf(
        message -> {
          boolean out = condition.test(message);
          if (out) {
            taken(message);
            removed.accept(message);
          }
          return out;
        });
  }

  int size() {
    return waiting.size();
  }

  /** Forgets QoS 0 messages: nobody owes them to a client that is away. */
  void dropQos0() {
    removeIf(message -> message.qos() == Qos.AT_MOST_ONCE, message -> {});
  }
}
