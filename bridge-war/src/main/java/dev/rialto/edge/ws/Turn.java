package dev.rialto.edge.ws;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/**
 * What one thread does with all the bytes of one read. Whatever is sent meanwhile, on whichever
 * connections, waits for the end of the turn, so that what belongs together leaves together: a
 * write costs far more than a packet.
 */
public final class Turn {
  private static final Logger LOG = System.getLogger(Turn.class.getName());
  private static final int CROWD = 256; // outboxes
  private static final ThreadLocal<Turn> CURRENT = new ThreadLocal<>();

  private final List<Outbox> waiting = new ArrayList<>();

  private Turn() {}

  /** Begins this thread's turn, which must {@link #end}; turns do not nest. */
  static Turn begin() {
    Turn turn = new Turn();
    CURRENT.set(turn);
    return turn;
  }

  /** Does something in a turn of its own, or in the present one. */
  public static void run(Runnable action) {
    if (current() != null) {
      action.run();
      return;
    }
    Turn turn = begin();
    try {
      action.run();
    } finally {
      turn.end();
    }
  }

  /** The turn that this thread is in, or {@code null}. */
  static Turn current() {
    return CURRENT.get();
  }

  /** Whether it is better to send at once what can go: what waits takes memory. */
  boolean isCrowded() {
    return waiting.size() > CROWD;
  }

  /** Sends what waits in an outbox when the turn ends. */
  void postpone(Outbox outbox) {
    waiting.add(outbox);
  }

  /** Lets everything go. */
  void end() {
    CURRENT.remove(); // a container's thread must keep nothing of ours
    sendAll();
  }

  /** Lets go what waits so far, for a thread that is about to wait itself, if it is in a turn. */
  static void letGo() {
    Turn turn = current();
    if (turn != null) {
      turn.sendAll();
    }
  }

  private void sendAll() {
    for (int i = 0; i < waiting.size(); i++) { // which may grow: a drained session sends more
      try {
        waiting.get(i).pumpPostponed();
      } catch (RuntimeException e) { // the others must not wait for ever
        LOG.log(Level.WARNING, "What waited on a connection could not be sent.", e);
      }
    }
    waiting.clear();
  }
}
