package dev.rialto.store.file;

import static dev.rialto.store.file.StoreFixture.begin;
import static dev.rialto.store.file.StoreFixture.message;
import static dev.rialto.store.file.StoreFixture.queued;
import static dev.rialto.store.file.StoreFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.StoreSync;
import dev.rialto.observe.Counters;
import dev.rialto.observe.StoreStatus.State;
import dev.rialto.store.Change;
import dev.rialto.store.Kept;
import dev.rialto.store.Outcome;
import dev.rialto.store.Transaction;
import dev.rialto.topic.TopicName;
import dev.rialto.wire.Message;
import dev.rialto.wire.Qos;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The disk fails, for a moment or for good, or is full. */
class DiskTroubleTest {
  private static final long SEGMENT = 4096;

  private final StoreFixture fixture =
      new StoreFixture(new ForgetfulDisk(1), StoreSync.COMMIT, 1L << 30, SEGMENT);
  private final ForgetfulDisk disk = fixture.disk();
  private final long anna = fixture.session("anna");

  @AfterEach
  void close() {
    fixture.close();
  }

  private static List<String> payloads(Kept kept) {
    return kept.sessions().get(0).owed().stream().map(each -> text(each.message())).toList();
  }

  private Outcome publish(String payload) {
    return fixture.commit(begin(queued(anna, payload)));
  }

  private CompletableFuture<Outcome> consume(long number) {
    return fixture.later(Transaction.upkeep(new Change.Consumed(anna, number)));
  }

  private static Outcome decision(CompletableFuture<Outcome> of) throws Exception {
    return of.get(20, TimeUnit.SECONDS);
  }

  /** It is time for the next attempt. */
  private void aSecondLater() {
    fixture.clock().pass(Duration.ofSeconds(1));
  }

  @Test
  void writes_that_fail_refuse_new_work_and_upkeep_waits_and_goes_first() throws Exception {
    long first = fixture.stored(queued(anna, "first"), queued(anna, "second"));
    disk.failing(true);
    assertThat(publish("refused")).isEqualTo(Outcome.FAILED);
    assertThat(fixture.status().state()).isEqualTo(State.FAILING);
    assertThat(fixture.status().sentence()).contains("a disk of the test's");
    CompletableFuture<Outcome> consumed = consume(first);
    assertThat(publish("refused, too")).isEqualTo(Outcome.FAILED);
    aSecondLater();
    assertThat(publish("refused at the next attempt")).isEqualTo(Outcome.FAILED);
    assertThat(consumed).isNotDone();
    disk.failing(false);
    aSecondLater();
    assertThat(publish("third")).isEqualTo(Outcome.STORED);
    assertThat(consumed).isCompletedWithValue(Outcome.STORED);
    assertThat(fixture.status().state()).isEqualTo(State.READY);
    assertThat(fixture.status().sentence()).isEmpty();
    assertThat(payloads(fixture.afterPowerCut())).containsExactly("second", "third");
    assertThat(fixture.status().damage()).isEmpty();
  }

  @Test
  void forces_that_fail_refuse_new_work_and_what_was_stored_stays() throws Exception {
    long first = fixture.stored(queued(anna, "first"), queued(anna, "second"));
    disk.failingForces(true);
    assertThat(publish("refused")).isEqualTo(Outcome.FAILED);
    CompletableFuture<Outcome> consumed = consume(first);
    aSecondLater();
    assertThat(publish("refused, too")).isEqualTo(Outcome.FAILED);
    assertThat(consumed).isNotDone();
    assertThat(fixture.status().state()).isEqualTo(State.FAILING);
    disk.failingForces(false);
    aSecondLater();
    assertThat(publish("third")).isEqualTo(Outcome.STORED);
    assertThat(decision(consumed)).isEqualTo(Outcome.STORED);
    assertThat(payloads(fixture.afterPowerCut())).containsExactly("second", "third");
    assertThat(fixture.status().damage()).isEmpty();
  }

  @Test
  void what_was_refused_because_a_force_failed_is_not_there_after_a_restart() {
    fixture.stored(queued(anna, "stored"));
    disk.failingForces(true);
    assertThat(publish("refused")).isEqualTo(Outcome.FAILED);
    fixture.store().close(); // while nothing can be forced
    disk.failingForces(false);
    assertThat(payloads(fixture.reopen())).containsExactly("stored");
    assertThat(fixture.status().damage()).isEmpty();
  }

  @Test
  void what_was_to_be_forced_at_times_is_forced_although_a_later_write_fails() {
    for (int seed = 0; seed < 10; seed++) { // whatever the disk makes of it
      ForgetfulDisk other = new ForgetfulDisk(seed);
      try (StoreFixture atTimes = new StoreFixture(other, StoreSync.INTERVAL, 1L << 30, SEGMENT)) {
        long berta = atTimes.session("berta");
        atTimes.stored(queued(berta, "first")); // and not forced yet
        other.failing(true);
        assertThat(atTimes.commit(begin(queued(berta, "refused")))).isEqualTo(Outcome.FAILED);
        other.failing(false);
        atTimes.clock().pass(Duration.ofSeconds(1));
        atTimes.stored(queued(berta, "second"));
        atTimes.clock().pass(Duration.ofSeconds(1));
        atTimes.stored(queued(berta, "third"));
        atTimes.stored(queued(berta, "fourth")); // by now, those before it have been forced
        other.failingForces(true); // closing is too late
        assertThat(payloads(atTimes.afterPowerCut())).startsWith("first", "second");
        assertThat(atTimes.status().damage()).isEmpty();
        other.failingForces(false);
      }
    }
  }

  @Test
  void what_a_killed_broker_had_not_forced_is_forced_by_the_next_one() {
    for (int seed = 0; seed < 10; seed++) {
      ForgetfulDisk other = new ForgetfulDisk(seed);
      try (StoreFixture killed = new StoreFixture(other, StoreSync.COMMIT, 1L << 30, SEGMENT)) {
        long berta = killed.session("berta");
        long first = killed.stored(queued(berta, "first"), queued(berta, "second"));
        killed.store().note(Transaction.upkeep(new Change.Consumed(berta, first)));
        other.failingForces(true);
        killed.store().close(); // the note is written, and not forced
        other.failingForces(false);
        killed.reopen();
        killed.stored(queued(berta, "third"));
        other.failingForces(true);
        assertThat(payloads(killed.afterPowerCut())).containsExactly("second", "third");
        assertThat(killed.status().damage()).isEmpty();
        other.failingForces(false);
      }
    }
  }

  @Test
  void the_state_is_not_ready_while_the_disk_fails_even_if_nobody_tries() {
    disk.failing(true);
    assertThat(publish("refused")).isEqualTo(Outcome.FAILED);
    for (int i = 0; i < 5; i++) {
      aSecondLater();
      CompletableFuture<Outcome> nothing = fixture.later(Transaction.begin());
      fixture.store().note(Transaction.upkeep()); // wakes the writer
      assertThat(nothing).succeedsWithin(Duration.ofSeconds(20));
      assertThat(fixture.status().state()).isEqualTo(State.FAILING);
    }
  }

  @Test
  void many_attempts_that_fail_leave_no_heap_of_files() {
    int before = disk.list().size();
    Transaction much = Transaction.upkeep();
    for (int i = 0; i < 100; i++) {
      much.add(new Change.Consumed(anna, 1_000_000));
    }
    disk.space(100);
    CompletableFuture<Outcome> waits = fixture.later(much);
    for (int i = 0; i < 50; i++) {
      disk.space(100); // enough for a new file, and nothing in it
      aSecondLater();
      assertThat(fixture.commit(Transaction.upkeep())).isEqualTo(Outcome.STORED);
    }
    assertThat(waits).isNotDone();
    assertThat(disk.list().size() - before).isLessThan(3);
    disk.space(1 << 20);
    aSecondLater();
    assertThat(publish("new")).isEqualTo(Outcome.STORED);
    assertThat(payloads(fixture.reopen())).containsExactly("new");
    assertThat(fixture.status().damage()).isEmpty();
  }

  @Test
  void a_message_that_cannot_be_read_any_more_harms_only_the_transaction_that_it_is_in()
      throws Exception {
    Message lost =
        Message.elsewhere(
            TopicName.of("t"),
            () -> {
              throw new IllegalStateException("A message is lost");
            },
            100,
            Long.MAX_VALUE,
            0);
    disk.failing(true); // so that all of these are written together
    assertThat(publish("refused")).isEqualTo(Outcome.FAILED);
    CompletableFuture<Outcome> before =
        fixture.later(Transaction.upkeep(queued(anna, message("t", "before"))));
    CompletableFuture<Outcome> with = fixture.later(Transaction.upkeep(queued(anna, lost)));
    CompletableFuture<Outcome> after =
        fixture.later(Transaction.upkeep(queued(anna, message("t", "after"))));
    disk.failing(false);
    aSecondLater();
    assertThat(publish("new")).isEqualTo(Outcome.STORED);
    assertThat(decision(before)).isEqualTo(Outcome.STORED);
    assertThat(decision(with)).isEqualTo(Outcome.FAILED);
    assertThat(decision(after)).isEqualTo(Outcome.STORED);
    assertThat(fixture.status().state()).isEqualTo(State.READY);
    assertThat(payloads(fixture.reopen())).containsExactly("before", "after", "new");
  }

  @Test
  void decisions_come_in_the_order_of_the_commits_when_some_are_refused() throws Exception {
    List<String> told = Collections.synchronizedList(new ArrayList<>());
    disk.space(0); // full
    CompletableFuture<Outcome> gate = new CompletableFuture<>();
    CompletableFuture<Outcome> last = new CompletableFuture<>();
    fixture.store().commit(begin(queued(anna, "0")), outcome -> told.add("0 " + gate.join()));
    for (int i = 1; i < 40; i += 2) {
      int number = i;
      fixture.store().commit(begin(queued(anna, "x")), outcome -> told.add(number + " " + outcome));
      fixture.store().commit(begin(), outcome -> told.add((number + 1) + " " + outcome));
    }
    fixture.store().commit(begin(), last::complete);
    gate.complete(Outcome.FULL);
    decision(last);
    List<String> expected = new ArrayList<>(List.of("0 FULL"));
    for (int i = 1; i < 40; i += 2) {
      expected.add(i + " FULL");
      expected.add((i + 1) + " STORED");
    }
    assertThat(told).containsExactlyElementsOf(expected);
  }

  @Test
  void an_error_in_what_waits_stops_nothing() {
    fixture
        .store()
        .commit(
            begin(queued(anna, "x")),
            outcome -> {
              throw new StackOverflowError("in what waits");
            });
    assertThat(publish("next")).isEqualTo(Outcome.STORED);
  }

  @Test
  void the_directory_is_given_back_although_the_last_force_fails() throws Exception {
    AtomicBoolean given = new AtomicBoolean();
    ForgetfulDisk other = new ForgetfulDisk(1);
    FileStore.Terms terms = new FileStore.Terms(StoreSync.COMMIT, Duration.ofSeconds(1), 1L << 30);
    FileStore store =
        new FileStore(
            other,
            () -> given.set(true),
            terms,
            SEGMENT,
            fixture.clock(),
            new Counters(),
            Runnable::run);
    CompletableFuture<Outcome> stored = new CompletableFuture<>();
    store.commit(begin(new Change.SessionBegun("anna", null, StoreFixture.DAY)), stored::complete);
    decision(stored);
    other.failingForces(true);
    store.close();
    assertThat(given).isTrue();
  }

  @Test
  void upkeep_that_waits_is_written_when_the_store_is_closed() {
    long first = fixture.stored(queued(anna, "first"));
    disk.failing(true);
    CompletableFuture<Outcome> consumed = consume(first);
    assertThat(publish("refused")).isEqualTo(Outcome.FAILED);
    disk.failing(false); // and no second passes
    Kept kept = fixture.reopen();
    assertThat(consumed).isCompletedWithValue(Outcome.STORED);
    assertThat(payloads(kept)).isEmpty();
  }

  @Test
  void a_full_disk_refuses_new_work_and_takes_it_again_when_there_is_room() {
    fixture.stored(queued(anna, "first"));
    disk.space(SEGMENT);
    assertThat(publish("refused")).isEqualTo(Outcome.FULL);
    assertThat(fixture.status().state()).isEqualTo(State.FULL);
    assertThat(
            fixture.commit(
                begin(new Change.Retained(message("r", "x"), Qos.AT_LEAST_ONCE, null, "author"))))
        .isEqualTo(Outcome.FULL);
    disk.space(1 << 20);
    assertThat(publish("second")).isEqualTo(Outcome.STORED);
    assertThat(fixture.status().state()).isEqualTo(State.READY);
    assertThat(payloads(fixture.reopen())).containsExactly("first", "second");
  }
}
