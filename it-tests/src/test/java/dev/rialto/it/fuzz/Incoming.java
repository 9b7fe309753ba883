package dev.rialto.it.fuzz;

import dev.rialto.it.raw.Packet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one player has been sent in its session, and what it has still to say about it. */
final class Incoming {
  /** An answer that is due. */
  record Due(int type, int id) {}

  private final Player player;
  private final Ledger ledger;
  private final Map<Integer, Sent> exactlyOnce = new HashMap<>();
  private final Map<Sent, Integer> firsts = new HashMap<>();
  private final Map<String, Integer> latest = new HashMap<>();
  private final List<Sent> seenTwice = new ArrayList<>();
  private final List<Due> due = new ArrayList<>();

  Incoming(Player player, Ledger ledger) {
    this.player = player;
    this.ledger = ledger;
  }

  /** Answers that are due, in order. */
  List<Due> due() {
    return due;
  }

  /** PUBLISH came. */
  void publish(Packet packet, String payload) {
    Sent message = ledger.find(payload);
    check(message.topic.equals(packet.topic()), message, "came with topic " + packet.topic());
    check(packet.qos() <= message.qos, message, "came with QoS " + packet.qos());
    check(player.subscriptions().allow(message), message, "came without a subscription");
    if (packet.qos() == 2) {
      due.add(new Due(Packet.PUBREC, packet.packetId()));
      Sent same = exactlyOnce.put(packet.packetId(), message);
      if (same == message) {
        check(packet.isDuplicate(), message, "came again with QoS 2 and without DUP");
        return;
      }
      check(same == null, message, "came with the packet identifier of " + same);
      check(!seenTwice.contains(message), message, "came twice with QoS 2");
      seenTwice.add(message);
    } else if (packet.qos() == 1) {
      due.add(new Due(Packet.PUBACK, packet.packetId()));
    }
    boolean known = firsts.containsKey(message);
    if (!packet.isDuplicate()) {
      int times = firsts.merge(message, 1, Integer::sum);
      check(times <= message.transmissions, message, "came as new " + times + " times");
    } else {
      firsts.putIfAbsent(message, 0); // the first try went into a cut cable
    }
    // what was tried again with QoS 1 may have come by a subscription that was not there before
    if (!known && (message.qos != 1 || message.transmissions == 1)) {
      checkOrder(packet, message);
    }
    if (packet.qos() > 0) {
      ledger.delivered(player, message);
    }
  }

  /** [MQTT-4.6.0-5], [MQTT-4.6.0-6] */
  private void checkOrder(Packet packet, Sent message) {
    String flow = message.from + message.topic + message.qos + packet.qos();
    Integer before = latest.put(flow, message.number);
    check(before == null || before < message.number, message, "came after #" + before);
  }

  private static void check(boolean holds, Sent message, String complaint) {
    if (!holds) {
      throw new AssertionError(message + " " + complaint);
    }
  }

  /** PUBREL came. */
  void released(int id) {
    exactlyOnce.remove(id);
    due.add(new Due(Packet.PUBCOMP, id));
  }

  /**
   * The player has refused a QoS 2 message. Nothing answers that: lost with the connection, or
   * overtaken by the next one, it leaves the message to come again.
   */
  void refused(int id) {
    seenTwice.remove(exactlyOnce.remove(id));
  }

  /** The connection is gone. What is unanswered will come again. */
  void connectionLost() {
    due.clear();
  }

  /** The session is over. */
  void clear() {
    connectionLost();
    exactlyOnce.clear();
    firsts.clear();
    latest.clear();
    seenTwice.clear();
  }
}
