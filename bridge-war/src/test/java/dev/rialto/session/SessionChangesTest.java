package dev.rialto.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.store.Change;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The store sees sessions begin and end in the order in which they do, whoever comes at the worst
 * moment: what comes out of it after a crash must be what there was.
 */
class SessionChangesTest {
  private final TestBroker broker = new TestBroker();
  private final AtomicReference<Thread> other = new AtomicReference<>();

  /** Lets another thread try to act before that change gets into the store. */
  private void before(Class<? extends Change> kind, Runnable act) {
    broker
        .store()
        .watch(
            change -> {
              if (kind.isInstance(change) && other.get() == null) {
                Thread thread = new Thread(act, "the other");
                other.set(thread);
                thread.start();
                join(thread, 300); // it may have to wait for us
              }
            });
  }

  private static void join(Thread thread, long millis) {
    try {
      thread.join(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void theOtherIsThrough() {
    join(other.get(), 10_000);
    assertThat(other.get().isAlive()).isFalse();
  }

  private List<String> begunAndEnded() {
    join(other.get(), 10_000);
    return broker.store().changes().stream()
        .filter(
            change ->
                change instanceof Change.SessionBegun || change instanceof Change.SessionEnded)
        .map(change -> change.getClass().getSimpleName())
        .toList();
  }

  @Test
  void a_session_that_expires_ends_before_the_next_begins() {
    broker.persistent("anna").disconnect();
    before(Change.SessionEnded.class, () -> broker.persistent("anna"));
    broker.scheduler().pass(Duration.ofDays(7));
    assertThat(begunAndEnded()).containsExactly("SessionBegun", "SessionEnded", "SessionBegun");
    assertThat(broker.sessions()).isEqualTo(1);
  }

  @Test
  void a_session_that_is_replaced_at_once_begins_before_it_ends() {
    before(Change.SessionBegun.class, () -> broker.clean("anna"));
    broker.persistent("anna");
    assertThat(begunAndEnded()).containsExactly("SessionBegun", "SessionEnded");
    assertThat(broker.sessions()).isEqualTo(1);
  }

  @Test
  void a_session_in_place_of_another_begins_after_its_end() {
    broker.persistent("anna");
    before(Change.SessionEnded.class, () -> broker.persistent("anna"));
    broker.clean("anna");
    assertThat(begunAndEnded()).containsExactly("SessionBegun", "SessionEnded", "SessionBegun");
    assertThat(broker.sessions()).isEqualTo(1);
  }
}
