package dev.rialto.store.file;

import static dev.rialto.store.file.StoreFixture.begin;
import static dev.rialto.store.file.StoreFixture.message;
import static dev.rialto.store.file.StoreFixture.queued;
import static dev.rialto.store.file.StoreFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.StoreSync;
import dev.rialto.observe.StoreStatus.State;
import dev.rialto.store.Change;
import dev.rialto.store.Kept;
import dev.rialto.store.Kept.KeptMessage;
import dev.rialto.store.Outcome;
import dev.rialto.store.Transaction;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Qos;
import dev.rialto.wire.Subscription;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Disk space is given back, and nothing that is needed with it. */
class CleaningTest {
  private static final long SEGMENT = 4096;
  private static final Subscription PLAIN = new Subscription(Qos.AT_LEAST_ONCE);

  private final ForgetfulDisk disk = new ForgetfulDisk(1);
  private StoreFixture fixture = store(1L << 30);

  private StoreFixture store(long maxBytes) {
    return new StoreFixture(disk, StoreSync.COMMIT, maxBytes, SEGMENT);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private long onDisk() {
    return disk.list().stream().mapToLong(name -> disk.bytes(name).length).sum();
  }

  private void consume(long session, long number) {
    fixture.commit(Transaction.upkeep(new Change.Consumed(session, number)));
  }

  /** The writer does a step of cleaning with each. */
  private void passTurns(int count) {
    for (int i = 0; i < count; i++) {
      fixture.commit(Transaction.upkeep(new Change.Cleared("nothing")));
    }
  }

  @Test
  void space_is_given_back_when_messages_are_consumed() {
    long anna = fixture.session("anna");
    List<Long> owed = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      owed.add(fixture.stored(queued(anna, "x".repeat(1000))));
    }
    assertThat(onDisk()).isGreaterThan(100_000);
    owed.forEach(number -> consume(anna, number));
    passTurns(100);
    assertThat(onDisk()).isLessThan(6 * SEGMENT);
    assertThat(fixture.status().bytes()).isLessThan(6 * SEGMENT);
    assertThat(fixture.reopen().sessions().get(0).owed()).isEmpty();
  }

  @Test
  void a_sleeping_session_keeps_everything_beside_heavy_traffic() {
    long sleeper = fixture.session("sleeper");
    long busy = fixture.session("busy");
    Change.Origin origin = new Change.Origin("$share/g/t", Qos.EXACTLY_ONCE, true);
    Delivery twice = Delivery.of(Qos.EXACTLY_ONCE, true, Properties.NONE);
    Packet.WillMessage will =
        new Packet.WillMessage(message("will", "gone"), Qos.AT_LEAST_ONCE, true, 100_000);
    fixture.stored(
        new Change.Subscribed(sleeper, "a/#", PLAIN),
        new Change.Received(sleeper, 77),
        new Change.Retained(message("r", "retained"), Qos.AT_LEAST_ONCE, null, "author"),
        new Change.Left(sleeper, StoreFixture.DAY),
        new Change.WillLeft(sleeper, will));
    long first = fixture.stored(queued(sleeper, "old 0"));
    for (int i = 1; i < 20; i++) {
      fixture.stored(queued(sleeper, "old " + i));
    }
    long begun = fixture.stored(new Change.Queued(sleeper, message("t", "shared"), twice, origin));
    fixture.stored(new Change.Sent(sleeper, begun, 99), new Change.Released(sleeper, begun));
    consume(sleeper, first);
    Deque<Long> window = new ArrayDeque<>();
    long largest = 0;
    for (int i = 0; i < 1000; i++) {
      window.add(fixture.stored(queued(busy, "y".repeat(300))));
      if (window.size() > 5) {
        consume(busy, window.remove());
      }
      largest = Math.max(largest, onDisk());
      if (i % 250 == 249) {
        Kept.KeptSession kept = fixture.afterPowerCut().sessions().get(0);
        assertThat(fixture.status().damage()).isEmpty();
        assertThat(kept.owed()).hasSize(20);
        assertThat(text(kept.owed().get(0).message())).isEqualTo("shared");
        assertThat(kept.owed().get(0).origin()).isEqualTo(origin);
        assertThat(kept.owed().get(0).delivery()).isEqualTo(twice);
        assertThat(kept.owed().get(0).packetId()).isEqualTo(99);
        assertThat(kept.owed().get(0).released()).isTrue();
        for (int old = 1; old < 20; old++) {
          assertThat(text(kept.owed().get(old).message())).isEqualTo("old " + old);
        }
        assertThat(kept.subscriptions()).containsOnlyKeys("a/#");
        assertThat(kept.received()).containsExactly(77);
        assertThat(kept.will().will().message()).isEqualTo(will.message());
        assertThat(kept.expiry()).isEqualTo(StoreFixture.DAY);
      }
    }
    assertThat(largest).isLessThan(10 * SEGMENT);
  }

  /**
   * Between any two steps of the disk: also when what is needed has been copied, and the segment
   * that it came from is still there.
   */
  @Test
  void a_power_cut_at_any_step_of_the_cleaning_loses_nothing_and_brings_nothing_back()
      throws Exception {
    Set<String> cutAt = new HashSet<>();
    boolean finished = false;
    for (int step = 0; !finished; step++) {
      ForgetfulDisk other = new ForgetfulDisk(step);
      try (StoreFixture cut = new StoreFixture(other, StoreSync.COMMIT, 1L << 30, SEGMENT)) {
        List<String> needed = halfGarbage(cut);
        other.cutBeforeStep(step);
        cleanUntilOff(cut);
        finished = !other.isOff();
        cutAt.add(other.cutAt());
        assertThat(owed(cut.afterPowerCut())).as("cut at step " + step).isEqualTo(needed);
        assertThat(cut.status().damage()).isEmpty();
        cleanUntilOff(cut); // goes on with what the cut has left behind
        assertThat(owed(cut.reopen())).as("after a cut at step " + step).isEqualTo(needed);
      }
    }
    assertThat(cutAt).contains("write", "force", "forceDirectory", "delete");
  }

  /** Returns what is still needed, in order. */
  private static List<String> halfGarbage(StoreFixture store) {
    long anna = store.session("anna");
    List<String> needed = new ArrayList<>();
    List<Long> garbage = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String payload = "%d %s".formatted(i, "x".repeat(700));
      long number = store.stored(queued(anna, payload));
      if (i % 3 == 0) {
        needed.add(payload);
      } else {
        garbage.add(number);
      }
    }
    Transaction consumed = Transaction.upkeep();
    garbage.forEach(number -> consumed.add(new Change.Consumed(anna, number)));
    assertThat(store.commit(consumed)).isEqualTo(Outcome.STORED);
    return needed;
  }

  private static void cleanUntilOff(StoreFixture store) throws Exception {
    for (int i = 0; i < 40 && !store.disk().isOff(); i++) {
      CompletableFuture<Outcome> turn =
          store.later(Transaction.upkeep(new Change.Cleared("nothing")));
      while (!turn.isDone() && !store.disk().isOff()) { // it is never decided without power
        Thread.onSpinWait();
      }
    }
  }

  private static List<String> owed(Kept kept) {
    return kept.sessions().get(0).owed().stream().map(each -> text(each.message())).toList();
  }

  @Test
  void a_record_larger_than_a_segment_is_kept_and_given_back() {
    long anna = fixture.session("anna");
    String large = "z".repeat(5 * (int) SEGMENT);
    long first = fixture.stored(queued(anna, large));
    long second = fixture.stored(queued(anna, large + "2"));
    passTurns(300);
    List<KeptMessage> kept = fixture.reopen().sessions().get(0).owed();
    assertThat(kept).extracting(each -> text(each.message())).containsExactly(large, large + "2");
    consume(anna, first);
    consume(anna, second);
    passTurns(50);
    assertThat(onDisk()).isLessThan(6 * SEGMENT);
  }

  @Test
  void many_restarts_do_not_pile_up_segments() {
    long anna = fixture.session("anna");
    for (int i = 0; i < 40; i++) { // some that are full
      fixture.stored(queued(anna, "x".repeat(1000)));
    }
    for (int i = 0; i < 200; i++) {
      fixture.reopen();
      fixture.stored(new Change.Received(anna, i + 1));
    }
    passTurns(300);
    assertThat(disk.list().size()).isLessThan(70);
    Kept.KeptSession kept = fixture.reopen().sessions().get(0);
    assertThat(kept.owed()).hasSize(40);
    assertThat(kept.received()).hasSize(200);
  }

  @Test
  void what_is_needed_is_counted_as_what_it_takes() {
    String text = "ü".repeat(500);
    Delivery delivery = Delivery.of(Qos.AT_LEAST_ONCE, false, Properties.NONE);
    Change.Origin origin = new Change.Origin("$share/g/" + text, Qos.AT_LEAST_ONCE, false);
    for (int i = 0; i < 50; i++) {
      long session = fixture.session(text + i);
      fixture.stored(new Change.Subscribed(session, text + i, PLAIN));
      fixture.stored(new Change.Queued(session, message("t", ""), delivery, origin));
    }
    long garbage = fixture.status().bytes() - fixture.status().needed();
    assertThat(garbage).isLessThan(fixture.status().needed() / 10); // or it is cleaned for ever
  }

  @Test
  void nothing_is_counted_as_needed_when_everything_is_over() {
    long anna = fixture.session("anna");
    long berta = fixture.session("berta");
    Packet.WillMessage will =
        new Packet.WillMessage(message("will", "gone"), Qos.AT_LEAST_ONCE, true, 100);
    Change.Origin origin = new Change.Origin("$share/g/t", Qos.AT_LEAST_ONCE, false);
    Delivery delivery = Delivery.of(Qos.AT_LEAST_ONCE, false, Properties.NONE);
    long owed =
        fixture.stored(
            new Change.Queued(anna, message("t", "shared"), delivery, origin),
            queued(anna, "own"),
            queued(berta, "own"),
            new Change.Subscribed(anna, "a", PLAIN),
            new Change.Subscribed(anna, "a", PLAIN),
            new Change.Subscribed(berta, "b", PLAIN),
            new Change.Unsubscribed(berta, "b"),
            new Change.Received(anna, 1),
            new Change.Received(berta, 1),
            new Change.Completed(berta, 1),
            new Change.WillLeft(anna, will),
            new Change.WillLeft(anna, will),
            new Change.Retained(message("r", "1"), Qos.AT_LEAST_ONCE, null, "author"),
            new Change.Retained(message("r", "2"), Qos.AT_LEAST_ONCE, null, "author"));
    for (int i = 0; i < 2; i++) {
      assertThat(fixture.status().needed()).isPositive();
      fixture.reopen();
    }
    for (int i = 0; i < 200; i++) { // so that everything is moved
      consume(berta, fixture.stored(queued(berta, "x".repeat(300))));
    }
    consume(anna, owed);
    fixture.stored(
        new Change.SessionEnded(anna), new Change.SessionEnded(berta), new Change.Cleared("r"));
    assertThat(fixture.status().needed()).isZero();
  }

  @Test
  void a_store_that_is_full_refuses_new_work_serves_what_it_has_and_takes_work_again() {
    fixture.close();
    fixture = store(20 * SEGMENT);
    long anna = fixture.session("anna");
    List<Long> owed = new ArrayList<>();
    Outcome last = Outcome.STORED;
    while (last.isStored()) {
      Transaction transaction = begin(queued(anna, "x".repeat(500)));
      last = fixture.commit(transaction);
      if (last.isStored()) {
        owed.add(transaction.number(0));
      }
      assertThat(onDisk()).isLessThan(20 * SEGMENT);
    }
    assertThat(last).isEqualTo(Outcome.FULL);
    assertThat(fixture.status().state()).isEqualTo(State.FULL);
    assertThat(fixture.reopen().sessions().get(0).owed())
        .extracting(each -> each.position())
        .containsExactlyElementsOf(owed);
    owed.subList(0, owed.size() / 3).forEach(number -> consume(anna, number));
    passTurns(200);
    assertThat(fixture.status().state()).isEqualTo(State.READY);
    assertThat(fixture.commit(begin(queued(anna, "new")))).isEqualTo(Outcome.STORED);
    assertThat(fixture.reopen().sessions().get(0).owed())
        .hasSize(owed.size() - owed.size() / 3 + 1);
  }

  @Test
  void a_full_store_of_which_a_quarter_is_garbage_makes_room() {
    fixture.close();
    fixture = store(100 * SEGMENT);
    long anna = fixture.session("anna");
    Outcome last = Outcome.STORED;
    int kept = 0;
    for (int i = 0; i < 10_000 && last.isStored(); i++) {
      Transaction transaction = begin(queued(anna, "x".repeat(500)));
      last = fixture.commit(transaction);
      if (last.isStored() && i % 4 == 0) {
        consume(anna, transaction.number(0));
      } else if (last.isStored()) {
        kept++;
      }
      if (kept > 500) { // three quarters
        break;
      }
    }
    int taken = 0;
    for (int i = 0; i < 2000; i++) { // everything is consumed at once
      Transaction transaction = begin(queued(anna, "y".repeat(500)));
      if (fixture.commit(transaction).isStored()) {
        taken++;
        consume(anna, transaction.number(0));
      } else {
        passTurns(5);
      }
    }
    assertThat(taken).isGreaterThan(1000);
  }

  @Test
  void space_is_given_back_when_retained_messages_expire() {
    for (int i = 0; i < 50; i++) {
      long number =
          fixture.stored(
              new Change.Retained(
                  message("r" + i, "x".repeat(1000)), Qos.AT_LEAST_ONCE, null, "author"));
      fixture.commit(Transaction.upkeep(new Change.RetainedExpired("r" + i, number)));
    }
    passTurns(50);
    assertThat(onDisk()).isLessThan(6 * SEGMENT);
    fixture.clock().pass(Duration.ofSeconds(1));
    assertThat(fixture.reopen()).isEqualTo(Kept.NOTHING);
  }
}
