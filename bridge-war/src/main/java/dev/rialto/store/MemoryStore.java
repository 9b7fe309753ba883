package dev.rialto.store;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Keeps nothing: sessions and retained messages last as long as the process. */
public final class MemoryStore implements Store {
  private final AtomicLong next = new AtomicLong(1);

  @Override
  public void commit(Transaction transaction, Consumer<Outcome> then) {
    if (!transaction.isEmpty()) {
      transaction.numbered(next.getAndAdd(transaction.changes().size()));
    }
    then.accept(Outcome.STORED);
  }
}
