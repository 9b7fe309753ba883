package dev.rialto.it.fuzz;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All messages of an episode, and who must get them. */
final class Ledger {
  private final List<Sent> messages = new ArrayList<>();
  private final List<Player> players = new ArrayList<>();
  private long ticks;

  void join(Player player) {
    players.add(player);
  }

  /** A message is about to be sent: notes who is to get it. */
  Sent begin(Player from, String topic, int qos) {
    Sent message = new Sent(messages.size(), from.name(), topic, qos);
    messages.add(message);
    for (Player player : players) {
      Set<String> filters = new HashSet<>();
      for (Sub sub : player.subscriptions().all()) {
        if (sub.acknowledged && !sub.ending && sub.qos > 0 && sub.wants(message, player)) {
          filters.add(sub.filter);
        }
      }
      if (qos > 0 && !filters.isEmpty()) {
        message.claims.put(player, filters);
      }
    }
    return message;
  }

  /** The server has answered for it. */
  void acknowledge(Sent message) {
    message.acknowledged = true;
    message.acknowledgedAt = tick();
  }

  /** Something else has happened; how much by now. */
  long tick() {
    return ++ticks;
  }

  /** The number of the next message. */
  int next() {
    return messages.size();
  }

  /** The message with this payload, which there must be. */
  Sent find(String payload) {
    int number = payload.matches("#[0-9]+") ? Integer.parseInt(payload.substring(1)) : -1;
    if (number < 0 || number >= messages.size()) {
      throw new AssertionError("nobody has sent " + payload);
    }
    return messages.get(number);
  }

  /** This filter brings the player nothing more, or not for sure. */
  void unclaim(Player player, String filter) {
    for (Sent message : messages) {
      Set<String> filters = message.claims.get(player);
      if (filters != null && filters.remove(filter) && filters.isEmpty()) {
        message.claims.remove(player);
      }
    }
  }

  /** Another subscription takes its place: it goes on, if it wants the same. */
  void replace(Player player, Sub next) {
    for (Sent message : messages) {
      Set<String> filters = message.claims.get(player);
      boolean kept = next.qos > 0 && next.wants(message, player);
      if (filters != null && !kept && filters.remove(next.filter) && filters.isEmpty()) {
        message.claims.remove(player);
      }
    }
  }

  /** The player has it, and needs it no more. */
  void delivered(Player player, Sent message) {
    message.claims.remove(player);
  }

  /** The player's session is over. */
  void forget(Player player) {
    messages.forEach(message -> message.claims.remove(player));
  }

  /** What the player must still get. */
  List<Sent> owedTo(Player player) {
    return messages.stream().filter(message -> message.isOwedTo(player)).toList();
  }
}
