package dev.rialto.store;

import java.util.ArrayList;
import java.util.List;

/**
 * Changes that survive a crash together or not at all. One thread fills it and hands it to {@link
 * Store#commit}; from then on it doesn't change.
 */
public final class Transaction {
  private final boolean refusable;
  private List<Change> changes = List.of(); // most transactions have none
  private long first;

  private Transaction(boolean refusable) {
    this.refusable = refusable;
  }

  /** Without changes yet. The store may refuse it when it can't keep more. */
  public static Transaction begin() {
    return new Transaction(true);
  }

  /**
   * Without changes yet, and about what is stored already: never refused, but completed late when
   * the disk is in trouble.
   */
  public static Transaction upkeep() {
    return new Transaction(false);
  }

  /** Of one change, about what is stored already. */
  public static Transaction upkeep(Change change) {
    Transaction one = upkeep();
    one.add(change);
    return one;
  }

  /** Adds a change, and returns its place, for {@link #number}. */
  public int add(Change change) {
    if (changes.isEmpty()) {
      changes = new ArrayList<>(4);
    }
    changes.add(change);
    return changes.size() - 1;
  }

  /** Whether there is nothing to store. */
  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /** Whether the store may say no. */
  public boolean isRefusable() {
    return refusable;
  }

  /** In the order in which they were added. */
  public List<Change> changes() {
    return changes;
  }

  /** Called by the store when it takes the transaction: the number of the first change. */
  public void numbered(long from) {
    first = from;
  }

  /**
   * The number of a change, by which later ones refer to it; {@link Store#NO_POSITION} from a store
   * that keeps nothing. Known as soon as {@link Store#commit} has been called, also to its {@code
   * then}.
   */
  public long number(int place) {
    return first == Store.NO_POSITION ? Store.NO_POSITION : first + place;
  }
}
