package dev.rialto.session;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

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

    Entry(int packetId, Outgoing message) {
      this.packetId = packetId;
      this.message = message;
    }
  }

  private final int capacity;
  private final Map<Integer, Entry> entries = new LinkedHashMap<>();
  private int lastId;

  Inflight(int capacity) {
    this.capacity = capacity;
  }

  boolean isFull() {
    return entries.size() >= capacity;
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
    return entry;
  }

  /** The message with that identifier, or {@code null}. */
  Entry get(int packetId) {
    return entries.get(packetId);
  }

  void remove(int packetId) {
    entries.remove(packetId);
  }

  Collection<Entry> entries() {
    return entries.values();
  }
}
