package dev.rialto.it.crash;

import dev.rialto.it.raw.Packet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A publisher's part of its session: what is not yet all acknowledged, in order. */
final class Outgoing {
  private static final int HIGHEST_ID = 65_535;
  private static final int NO_MATCHING_SUBSCRIBERS = 0x10;
  private static final int ID_NOT_FOUND = 0x92;

  private static final class Entry {
    final Sent message;
    boolean received;

    Entry(Sent message) {
      this.message = message;
    }
  }

  private final String name;
  private final Version version;
  private final Ledger ledger;
  private final Map<Integer, Entry> entries = new LinkedHashMap<>();
  private int lastId;

  Outgoing(String name, Version version, Ledger ledger) {
    this.name = name;
    this.version = version;
    this.ledger = ledger;
  }

  int size() {
    return entries.size();
  }

  /** A new message's PUBLISH. */
  byte[] publish(Sent message) {
    do {
      lastId = lastId % HIGHEST_ID + 1;
    } while (entries.containsKey(lastId));
    entries.put(lastId, new Entry(message));
    message.transmit();
    return version.publish(message, lastId, false);
  }

  /** An acknowledgement came; the packets that it asks for. */
  List<byte[]> take(Packet packet) {
    int id = packet.packetId();
    Entry entry = entries.get(id);
    boolean expected =
        entry != null
            && switch (packet.type()) {
              case Packet.PUBACK -> entry.message.qos() == 1;
              case Packet.PUBREC -> entry.message.qos() == 2 && !entry.received;
              case Packet.PUBCOMP -> entry.received;
              default -> false;
            };
    if (!expected) {
      ledger.complain(name, packet + " for nothing, identifier " + id);
      return List.of();
    }
    int reason = version.reason(packet);
    if (!isAccepted(packet.type(), reason)) {
      ledger.complain(name, entry.message + " refused with " + reason);
      entries.remove(id);
      return List.of();
    }
    entry.message.acknowledge();
    if (packet.type() == Packet.PUBREC) {
      entry.received = true;
      return List.of(version.answer(Packet.PUBREL, id));
    }
    entries.remove(id);
    return List.of();
  }

  private static boolean isAccepted(int type, int reason) {
    return reason == 0
        || reason == (type == Packet.PUBCOMP ? ID_NOT_FOUND : NO_MATCHING_SUBSCRIBERS);
  }

  /** What goes out again after a reconnect, in the original order. [MQTT-4.4.0-1] */
  List<byte[]> resume() {
    List<byte[]> packets = new ArrayList<>();
    entries.forEach(
        (id, entry) -> {
          if (entry.received) {
            packets.add(version.answer(Packet.PUBREL, id));
          } else {
            entry.message.transmit();
            packets.add(version.publish(entry.message, id, true));
          }
        });
    return packets;
  }

  /** The server has lost the session. What it had not acknowledged nobody has a claim to. */
  void forget() {
    entries.clear();
  }
}
