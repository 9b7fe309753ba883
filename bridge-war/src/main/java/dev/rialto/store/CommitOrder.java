package dev.rialto.store;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The commits of one session, completed in their order. What has nothing to store waits for those
 * of its own session only: nobody waits for another one's disk. Any thread may call.
 */
public final class CommitOrder {
  private final Store store;
  private final AtomicInteger pending = new AtomicInteger();

  /** Of a session that has committed nothing yet. */
  public CommitOrder(Store store) {
    this.store = store;
  }

  /** Runs {@code then} when the transaction has been decided about, and all before it. */
  public void commit(Transaction transaction, Consumer<Outcome> then) {
    if (transaction.isEmpty() && pending.get() == 0) {
      then.accept(Outcome.STORED);
    } else {
      commitInTurn(transaction, then);
    }
  }

  /** The same with nothing to store: what there is to do comes after what was committed before. */
  public void afterwards(Runnable then) {
    commit(Transaction.upkeep(), stored -> then.run());
  }

  /** The same after everything that any session has committed before. */
  public void commitInTurn(Transaction transaction, Consumer<Outcome> then) {
    pending.incrementAndGet();
    store.commit(
        transaction,
        outcome -> {
          try {
            then.accept(outcome);
          } finally {
            pending.decrementAndGet();
          }
        });
  }

  /** How many commits have not been decided about. */
  public int pending() {
    return pending.get();
  }
}
