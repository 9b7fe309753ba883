package dev.rialto.it.fuzz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The subscriptions of one player's session, as far as it can know. */
final class Subscriptions {
  private final Player player;
  private final Ledger ledger;
  private final List<Sub> all = new ArrayList<>();
  private final Map<Integer, List<Sub>> ending = new HashMap<>();
  private final Map<Integer, Sub> beginning = new HashMap<>();

  Subscriptions(Player player, Ledger ledger) {
    this.player = player;
    this.ledger = ledger;
  }

  List<Sub> all() {
    return all;
  }

  /** SUBSCRIBE is sent. */
  void begin(int id, Sub sub) {
    ending.put(id, end(sub.filter));
    ledger.replace(player, sub);
    beginning.put(id, sub);
    all.add(sub);
  }

  /** UNSUBSCRIBE is sent. */
  void end(int id, String filter) {
    ending.put(id, end(filter));
    ledger.unclaim(player, filter);
  }

  private List<Sub> end(String filter) {
    List<Sub> ended = all.stream().filter(sub -> sub.filter.equals(filter)).toList();
    ended.forEach(sub -> sub.ending = true);
    return ended;
  }

  /** SUBACK or UNSUBACK came. */
  void acknowledged(int id) {
    List<Sub> ended = ending.remove(id);
    if (ended == null) {
      throw new AssertionError("an acknowledgement for nothing: " + id);
    }
    ended.forEach(sub -> sub.endedBefore = Math.min(sub.endedBefore, ledger.next()));
    Sub begun = beginning.remove(id);
    if (begun != null) {
      begun.acknowledged = true;
    }
  }

  /** Whether any of them can have brought this message. */
  boolean allow(Sent message) {
    return all.stream().anyMatch(sub -> sub.allows(message, player));
  }

  boolean isPending(int id) {
    return ending.containsKey(id);
  }

  /** The connection is gone, and with it what was to be acknowledged. */
  void connectionLost() {
    ending.clear();
    beginning.clear();
  }

  /** The session is over. */
  void clear() {
    connectionLost();
    all.clear();
    ledger.forget(player);
  }
}
