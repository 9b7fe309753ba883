package dev.rialto.store.file;

import dev.rialto.store.Change;
import dev.rialto.store.Outcome;
import dev.rialto.store.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What waits to be written, in order. Transactions get their numbers here. Any thread adds, and
 * doesn't wait; one takes.
 */
final class CommitQueue {
  /** Above so many bytes of messages, publishers should go slower; at four times that, nothing. */
  private static final long MUCH = 16 << 20;

  /**
   * A transaction that waits.
   *
   * @param then what to do when it has been decided about; {@code null} when nobody waits for that
   * @param weight about how much memory its messages take
   */
  record Pending(Transaction transaction, Consumer<Outcome> then, long weight) {
    Pending(Transaction transaction, Consumer<Outcome> then) {
      this(transaction, then, weight(transaction.changes()));
    }

    /** Whether it may be refused, because it is about something that is not stored yet. */
    boolean isNewWork() {
      return transaction.isRefusable() && !transaction.isEmpty();
    }

    private static long weight(List<Change> changes) {
      for (int i = 0; i < changes.size(); i++) {
        Change change = changes.get(i);
        if (change instanceof Change.Queued queued) {
          return queued.message().footprint(); // the others are the same
        }
        if (change instanceof Change.Retained retained) {
          return retained.message().footprint();
        }
      }
      return 0;
    }
  }

  private List<Pending> waiting = new ArrayList<>();
  private long nextNumber;
  private long undecided; // those that somebody waits for
  private long weight;
  private boolean closed;

  CommitQueue(long firstNumber) {
    nextNumber = firstNumber;
  }

  /** Adds a transaction; returns false if nobody needs to write it: there is nothing before it. */
  synchronized boolean add(Pending pending) {
    Transaction transaction = pending.transaction();
    if (transaction.isEmpty() && undecided == 0) {
      return false;
    }
    transaction.numbered(nextNumber);
    nextNumber += transaction.changes().size();
    waiting.add(pending);
    weight += pending.weight();
    if (pending.then() != null) {
      undecided++;
    }
    if (waiting.size() == 1) {
      notifyAll();
    }
    return true;
  }

  /** So many that somebody waited for have been decided about, and what waited has been done. */
  synchronized void decided(int count, long lighter) {
    undecided -= count;
    weight -= lighter;
  }

  synchronized boolean isBehind() {
    return weight > MUCH;
  }

  /** Whether there is no room for anything but upkeep. */
  synchronized boolean isFull() {
    return weight > 4 * MUCH;
  }

  /** Everything that waits, perhaps nothing; waits for it that long, in nanoseconds. */
  synchronized List<Pending> take(long patience) {
    if (waiting.isEmpty() && !closed && patience > 0) {
      try {
        TimeUnit.NANOSECONDS.timedWait(this, patience);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // nobody does that to the store's own thread
      }
    }
    List<Pending> taken = waiting;
    waiting = new ArrayList<>();
    return taken;
  }

  /** Nothing comes any more. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  synchronized boolean isClosed() {
    return closed && waiting.isEmpty();
  }
}
