package dev.rialto.store;

import java.util.function.Consumer;

/**
 * Where changes go that must survive. The engine commits what it is about to promise, and makes the
 * promise (an acknowledgement, a delivery) in the {@code then} of {@link #commit}.
 *
 * <p>Any thread may call; no call blocks for the disk.
 */
public interface Store {
  /** The number of a change that nothing later refers to. */
  long NO_POSITION = 0;

  /**
   * Takes a transaction, and numbers its changes: later ones have higher numbers. Runs {@code then}
   * when it has been decided about, one after the other in the order of these calls; perhaps before
   * this call returns. A transaction without changes waits for those before it.
   */
  void commit(Transaction transaction, Consumer<Outcome> then);

  /** Takes a transaction that nobody waits for, and that is no reason to force the disk. */
  default void note(Transaction transaction) {
    commit(transaction, outcome -> {});
  }

  /** Whether so much waits for the disk that those who publish should be slowed down. */
  default boolean isBehind() {
    return false;
  }
}
