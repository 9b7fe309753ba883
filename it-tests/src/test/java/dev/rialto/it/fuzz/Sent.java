package dev.rialto.it.fuzz;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A message that a player has sent. */
final class Sent {
  final int number;
  final String from;
  final String topic;
  final int qos;

  /** How often, as a first try or as a repetition. */
  int transmissions;

  /** Whether the server has answered for it. */
  boolean acknowledged;

  /** How much has happened in the episode until then. */
  long acknowledgedAt = Long.MAX_VALUE;

  /** Who is to get it by which filters, if the server answers for it. */
  final Map<Player, Set<String>> claims = new HashMap<>();

  Sent(int number, String from, String topic, int qos) {
    this.number = number;
    this.from = from;
    this.topic = topic;
    this.qos = qos;
  }

  /** Its payload. */
  String text() {
    return "#" + number;
  }

  /** Whether this player must get it, now or later. */
  boolean isOwedTo(Player player) {
    return acknowledged && claims.containsKey(player);
  }

  @Override
  public String toString() {
    return "%s (%s, QoS %d, from %s)".formatted(text(), topic, qos, from);
  }
}
