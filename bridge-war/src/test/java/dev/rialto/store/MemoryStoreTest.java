package dev.rialto.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The store that keeps nothing, which is soon done. */
class MemoryStoreTest {
  @Test
  void everything_is_as_safe_as_it_gets_at_once() {
    MemoryStore store = new MemoryStore();
    List<Object> seen = new ArrayList<>();
    Transaction transaction = Transaction.begin();
    int first = transaction.add(new Change.SessionBegun("anna", null, Duration.ofHours(1)));
    int second = transaction.add(new Change.SessionBegun("berta", null, Duration.ofHours(1)));
    store.commit(transaction, seen::add);
    seen.add(transaction.number(second) - transaction.number(first));
    assertThat(seen).containsExactly(Outcome.STORED, 1L);
  }
}
