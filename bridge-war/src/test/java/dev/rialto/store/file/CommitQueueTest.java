package dev.rialto.store.file;

import static dev.rialto.store.file.StoreFixture.begin;
import static dev.rialto.store.file.StoreFixture.message;
import static dev.rialto.store.file.StoreFixture.queued;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.store.Transaction;
import dev.rialto.wire.Message;
import org.junit.jupiter.api.Test;

/** What waits to be written, and when it is too much. */
class CommitQueueTest {
  private static final int MEBIBYTE = 1 << 20;

  private final CommitQueue queue = new CommitQueue(1);
  private final Message large = message("t", "x".repeat(MEBIBYTE));

  private CommitQueue.Pending add(Transaction transaction) {
    CommitQueue.Pending pending = new CommitQueue.Pending(transaction, outcome -> {});
    queue.add(pending);
    return pending;
  }

  @Test
  void much_that_waits_slows_publishers_and_four_times_that_is_refused() {
    for (int i = 0; i < 15; i++) {
      add(begin(queued(1, large)));
    }
    assertThat(queue.isBehind()).isFalse();
    add(begin(queued(1, large)));
    assertThat(queue.isBehind()).isTrue();
    for (int i = 16; i < 63; i++) {
      add(begin(queued(1, large)));
    }
    assertThat(queue.isFull()).isFalse();
    CommitQueue.Pending last = add(begin(queued(1, large)));
    assertThat(queue.isFull()).isTrue();
    queue.decided(1, last.weight());
    assertThat(queue.isFull()).isFalse();
  }

  @Test
  void a_message_for_many_weighs_once() {
    for (int i = 0; i < 10; i++) {
      add(begin(queued(1, large), queued(2, large), queued(3, large)));
    }
    assertThat(queue.isBehind()).isFalse();
  }

  @Test
  void what_has_nothing_to_store_waits_only_for_what_is_before_it() {
    assertThat(queue.add(new CommitQueue.Pending(Transaction.begin(), outcome -> {}))).isFalse();
    add(begin(queued(1, large)));
    assertThat(queue.add(new CommitQueue.Pending(Transaction.begin(), outcome -> {}))).isTrue();
  }
}
