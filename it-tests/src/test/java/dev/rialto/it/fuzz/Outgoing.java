package dev.rialto.it.fuzz;

import java.util.LinkedHashMap;
import java.util.Map;

/** The messages that one player is sending, in order, with its own packet identifiers. */
final class Outgoing {
  /** How far a message is. */
  static final class Entry {
    final Sent message;
    boolean received;
    boolean released;

    Entry(Sent message) {
      this.message = message;
    }
  }

  private final Ledger ledger;
  private final Map<Integer, Entry> entries = new LinkedHashMap<>();
  private int oddReleases;

  Outgoing(Ledger ledger) {
    this.ledger = ledger;
  }

  Map<Integer, Entry> entries() {
    return entries;
  }

  /** PUBACK came. */
  void acknowledged(int id) {
    Entry entry = entries.remove(id);
    check(entry != null && entry.message.qos == 1, "PUBACK", id);
    ledger.acknowledge(entry.message);
  }

  /** PUBREC came. */
  void received(int id) {
    Entry entry = entries.get(id);
    check(entry != null && entry.message.qos == 2 && !entry.received, "PUBREC", id);
    entry.received = true;
    ledger.acknowledge(entry.message);
  }

  /** PUBREL is sent for an identifier that is not in use. */
  void oddRelease() {
    oddReleases++;
  }

  /** PUBCOMP came. */
  void completed(int id) {
    Entry entry = entries.get(id);
    if (entry != null && entry.released) {
      entries.remove(id);
    } else {
      check(oddReleases-- > 0, "PUBCOMP", id);
    }
  }

  private static void check(boolean holds, String packet, int id) {
    if (!holds) {
      throw new AssertionError(packet + " for nothing: " + id);
    }
  }

  /** The connection is gone. */
  void connectionLost() {
    oddReleases = 0;
  }

  /** The session is over: what was under way may have arrived or not. */
  void clear() {
    connectionLost();
    entries.clear();
  }
}
