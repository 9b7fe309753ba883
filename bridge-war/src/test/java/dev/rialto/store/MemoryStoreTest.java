package dev.rialto.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The store that keeps nothing, which is soon done. */
class MemoryStoreTest {
  @Test
  void everything_is_as_safe_as_it_gets_at_once() {
    MemoryStore store = new MemoryStore();
    List<Long> seen = new ArrayList<>();
    seen.add(store.append(new Change.SessionBegun("anna")));
    store.commit(() -> seen.add(1L));
    assertThat(seen).containsExactly(Store.NO_POSITION, 1L);
  }
}
