package dev.rialto.store.file;

import static dev.rialto.store.file.StoreFixture.message;
import static dev.rialto.store.file.StoreFixture.queued;
import static dev.rialto.store.file.StoreFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.StoreSync;
import dev.rialto.store.Change;
import dev.rialto.store.Kept;
import dev.rialto.store.Kept.KeptSession;
import dev.rialto.store.Outcome;
import dev.rialto.store.Transaction;
import dev.rialto.wire.Message;
import dev.rialto.wire.Qos;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/**
 * The power is cut at any write, under load and while segments are being cleaned, again and again
 * on the same disk. Whatever was said to be stored is there; and what was not stored any more is
 * not.
 */
class PowerCutTest {
  private static final long SMALL = 4096; // so that cleaning never ends

  /** What must be there, by what was said to be stored; and what may be. */
  private static final class Ledger {
    final Map<Long, String> owed = new HashMap<>();
    final Map<Long, String> perhaps = new HashMap<>();
    final Set<Long> consumedForSure = new HashSet<>();
    final Map<String, String> retained = new HashMap<>();
    final Map<String, Set<String>> retainedPerhaps = new HashMap<>();
  }

  private record Written(CompletableFuture<Outcome> outcome, Runnable stored, Runnable perhaps) {}

  /** One life of the store: work until the power is cut, then look. Returns what was missing. */
  private static List<String> life(StoreFixture fixture, long anna, Ledger ledger, Random chance)
      throws Exception {
    ForgetfulDisk disk = fixture.disk();
    disk.cutAfter(chance.nextInt(120));
    List<Written> all = new ArrayList<>();
    for (int i = 0; i < 2000 && !disk.isOff(); i++) {
      all.add(change(fixture, anna, ledger, chance));
      if (chance.nextInt(4) == 0 && !disk.isOff()) { // let groups of all sizes form
        awaitDecision(all.get(all.size() - 1).outcome(), disk);
        settle(all);
      }
    }
    Kept kept = fixture.afterPowerCut();
    settle(all);
    all.forEach(each -> each.perhaps().run());
    return missing(kept, ledger, fixture);
  }

  /** Upkeep is not decided about any more when the power is off. */
  private static void awaitDecision(CompletableFuture<Outcome> outcome, ForgetfulDisk disk)
      throws Exception {
    while (!outcome.isDone() && !disk.isOff()) {
      try {
        Outcome unused = outcome.get(5, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        // look again
      }
    }
  }

  /** What has been said to be stored by now. */
  private static void settle(List<Written> all) {
    all.removeIf(
        each -> {
          boolean stored = each.outcome().getNow(Outcome.FAILED).isStored();
          if (stored) {
            each.stored().run();
          }
          return stored;
        });
  }

  private static Written change(StoreFixture fixture, long anna, Ledger ledger, Random chance) {
    String payload = "%d %s".formatted(chance.nextLong(), "x".repeat(chance.nextInt(300)));
    int kind = chance.nextInt(10);
    if (kind == 0) {
      String topic = "r" + chance.nextInt(5);
      Message message = message(topic, payload);
      return new Written(
          fixture.later(
              StoreFixture.begin(new Change.Retained(message, Qos.AT_LEAST_ONCE, null, "author"))),
          () -> {
            ledger.retained.put(topic, payload);
            ledger.retainedPerhaps.remove(topic);
          },
          () -> ledger.retainedPerhaps.computeIfAbsent(topic, t -> new HashSet<>()).add(payload));
    }
    if (kind < 5 && !ledger.owed.isEmpty()) {
      long number = ledger.owed.keySet().iterator().next();
      String was = ledger.owed.remove(number);
      ledger.perhaps.put(number, was); // until it is said to be stored
      return new Written(
          fixture.later(Transaction.upkeep(new Change.Consumed(anna, number))),
          () -> {
            ledger.perhaps.remove(number);
            ledger.consumedForSure.add(number);
          },
          () -> {});
    }
    Transaction transaction = StoreFixture.begin(queued(anna, payload));
    CompletableFuture<Outcome> outcome = fixture.later(transaction);
    long number = transaction.number(0);
    return new Written(
        outcome, () -> ledger.owed.put(number, payload), () -> ledger.perhaps.put(number, payload));
  }

  private static List<String> missing(Kept kept, Ledger ledger, StoreFixture fixture) {
    List<String> wrong = new ArrayList<>(fixture.status().damage());
    if (kept.sessions().size() != 1) {
      wrong.add("sessions: " + kept.sessions());
      return wrong;
    }
    KeptSession session = kept.sessions().get(0);
    Map<Long, String> found = new HashMap<>();
    session.owed().forEach(each -> found.put(each.position(), text(each.message())));
    ledger.owed.forEach(
        (number, payload) -> {
          if (!payload.equals(found.get(number))) {
            wrong.add("lost: " + number);
          }
        });
    found.forEach(
        (number, payload) -> {
          boolean may =
              payload.equals(ledger.owed.get(number)) || payload.equals(ledger.perhaps.get(number));
          if (!may || ledger.consumedForSure.contains(number)) {
            wrong.add("should be gone: " + number);
          }
        });
    Map<String, String> retained = new HashMap<>();
    kept.retained()
        .forEach(each -> retained.put(each.message().topic().value(), text(each.message())));
    ledger.retained.forEach(
        (topic, payload) -> {
          String now = retained.get(topic);
          if (!payload.equals(now)
              && !ledger.retainedPerhaps.getOrDefault(topic, new HashSet<>()).contains(now)) {
            wrong.add("retained: " + topic);
          }
        });
    // from now on, what is there is what there is
    ledger.owed.clear();
    ledger.owed.putAll(found);
    ledger.perhaps.clear();
    ledger.retained.clear();
    ledger.retained.putAll(retained);
    ledger.retainedPerhaps.clear();
    return wrong;
  }

  private static List<String> lives(StoreSync sync, long seed, int count) throws Exception {
    Random chance = new Random(seed);
    ForgetfulDisk disk = new ForgetfulDisk(seed);
    try (StoreFixture fixture = new StoreFixture(disk, sync, 1L << 30, SMALL)) {
      long anna = fixture.session("anna");
      fixture.reopen(); // so that it is safe whatever the setting
      Ledger ledger = new Ledger();
      List<String> wrong = new ArrayList<>();
      for (int life = 0; life < count && wrong.isEmpty(); life++) {
        wrong.addAll(life(fixture, anna, ledger, chance));
      }
      return wrong;
    }
  }

  @Test
  void what_was_said_to_be_stored_is_there() throws Exception {
    for (long seed = 1; seed <= Integer.getInteger("rialto.powercut.seeds", 25); seed++) {
      assertThat(lives(StoreSync.COMMIT, seed, 8)).as("seed " + seed).isEmpty();
    }
  }

  /** So that we know that the disk forgets, and that somebody would notice. */
  @Test
  void not_so_if_the_disk_is_never_forced() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (long seed = 1; seed <= 10; seed++) {
      wrong.addAll(lives(StoreSync.NEVER, seed, 3));
    }
    assertThat(wrong).anyMatch(each -> each.startsWith("lost"));
  }
}
