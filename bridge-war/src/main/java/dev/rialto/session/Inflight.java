package dev.rialto.session;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;

/**
 * The QoS 1 and 2 messages on their way to one client, by packet identifier, in the order in which
 * they were first sent. [MQTT-4.6.0-1] Used by one thread at a time.
 */
final class Inflight {
  private static final int LAST_ID = 65_535;

  /** One message on its way. */
  static final class Entry {
    final int packetId;
    final Outgoing message;

    /** Whether PUBREC came, so that PUBREL and not PUBLISH is repeated. */
    boolean released;

    /** Whether it went out on the present connection, and so counts for its window. */
    private boolean counted;

    Entry(int packetId, Outgoing message) {
      this.packetId = packetId;
      this.message = message;
    }
  }

  private final Map<Integer, Entry> entries = new LinkedHashMap<>();
  private Queue<Entry> toRepeat = new ArrayDeque<>();
  private int window;
  private int counted;
  private long resident;
  private int lastId;

  /**
   * A connection begins: everything is to be sent again on it, in order. [MQTT-4.4.0-1]
   *
   * @param receiveMaximum how many messages the client takes unacknowledged (MQTT 5.0 section 4.9)
   */
  void begin(int receiveMaximum) {
    window = receiveMaximum;
    counted = 0;
    entries.values().forEach(entry -> entry.counted = false);
    toRepeat = new ArrayDeque<>(entries.values());
  }

  /** What comes next of that, or {@code null}; it stays until {@link #repeated}. */
  Entry toRepeat() {
    Entry next = toRepeat.peek();
    while (next != null && entries.get(next.packetId) != next) { // acknowledged meanwhile
      toRepeat.remove();
      next = toRepeat.peek();
    }
    return next;
  }

  /** What {@link #toRepeat} gave has been sent. */
  void repeated() {
    count(toRepeat.remove());
  }

  /** Whether the client takes no further message. [MQTT-4.9.0-2] */
  boolean isFull() {
    return counted >= window || entries.size() >= LAST_ID;
  }

  /**
   * Gives the message the next free identifier. [MQTT-2.3.1-2] The caller has seen there is room.
   */
  Entry add(Outgoing message) {
    do {
      lastId = lastId == LAST_ID ? 1 : lastId + 1;
    } while (entries.containsKey(lastId));
    Entry entry = new Entry(lastId, message);
    entries.put(lastId, entry);
    resident += message.message().resident();
    count(entry);
    return entry;
  }

  /** A message that was on its way before the broker was started. */
  void restore(int packetId, Outgoing message, boolean released) {
    Entry entry = new Entry(packetId, message);
    entry.released = released;
    entries.put(packetId, entry);
    resident += message.message().resident();
    lastId = packetId;
  }

  private void count(Entry entry) {
    entry.counted = true;
    counted++;
  }

  /** The message with that identifier, or {@code null}. */
  Entry get(int packetId) {
    return entries.get(packetId);
  }

  void remove(int packetId) {
    Entry entry = entries.remove(packetId);
    if (entry != null) {
      resident -= entry.message.message().resident();
    }
    if (entry != null && entry.counted) {
      counted--;
    }
  }

  /** About how much memory it takes. */
  long resident() {
    return resident;
  }

  Collection<Entry> entries() {
    return entries.values();
  }

  void clear() {
    entries.clear();
    toRepeat.clear();
    counted = 0;
    resident = 0;
  }
}
