package dev.rialto.it.crash;

import dev.rialto.it.raw.Packet;
import java.util.HashMap;
import java.util.Map;

/**
 * A subscriber's part of its session. With QoS 2 it takes the message when it comes, and refuses
 * its repetition by the packet identifier until PUBREL (section 4.3.3, the first of the two ways).
 */
final class Incoming {
  private final Version version;
  private final Ledger ledger;
  private final Inbox inbox;
  private final int granted;
  private final Map<Integer, Sent> held = new HashMap<>();
  private int connection;

  /**
   * Nothing yet.
   *
   * @param granted the QoS of its subscription
   */
  Incoming(Version version, Ledger ledger, Inbox inbox, int granted) {
    this.version = version;
    this.ledger = ledger;
    this.inbox = inbox;
    this.granted = granted;
  }

  /** There is another connection; what was before it counts. */
  void connected() {
    connection++;
  }

  /** Whether every QoS 2 message has been brought to its end. */
  boolean isSettled() {
    return held.isEmpty();
  }

  /** The server has lost the session. */
  void forget() {
    held.clear();
  }

  /** PUBLISH or PUBREL came; the answer. */
  byte[] take(Packet packet) {
    int id = packet.packetId();
    if (packet.type() == Packet.PUBREL) {
      held.remove(id); // or it comes again, and is answered again
      return version.answer(Packet.PUBCOMP, id);
    }
    ledger
        .find(version.payload(packet))
        .ifPresentOrElse(
            message -> take(packet, message),
            () -> complain("a message that nobody has published, to " + packet.topic()));
    return version.answer(packet.qos() == 2 ? Packet.PUBREC : Packet.PUBACK, id);
  }

  private void take(Packet packet, Sent message) {
    int qos = packet.qos();
    int id = packet.packetId();
    check(packet.topic().equals(message.topic()), message, "with topic " + packet.topic());
    check(qos == Math.min(granted, message.qos()), message, "with QoS " + qos);
    check(!packet.isDuplicate() || connection > 1, message, "as a duplicate the first time");
    check(!packet.isRetained(), message, "as a retained message");
    if (qos == 2) {
      Sent same = held.put(id, message);
      if (same == message) {
        check(packet.isDuplicate(), message, "again without DUP");
        return;
      }
      check(same == null, message, "with the identifier " + id + ", which is in use for " + same);
    }
    inbox.add(new Delivery(message, qos, id, packet.isDuplicate(), connection, System.nanoTime()));
  }

  private void check(boolean holds, Sent message, String how) {
    if (!holds) {
      complain(message + " came " + how);
    }
  }

  private void complain(String what) {
    ledger.complain(inbox.name(), what);
  }
}
