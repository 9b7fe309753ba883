package dev.rialto.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Servers are killed under load, one after the other on the same store; {@code -Drialto.crash.seed}
 * repeats a run, as far as chance is ours, and {@code -Drialto.crash.rounds} makes it longer.
 */
class CrashTest {
  private static final int ROUNDS = Integer.getInteger("rialto.crash.rounds", 5);
  private static final int HEAVY = 8_192; // bytes a message, so that the store has to compact
  private static final Duration RECOVERY = Duration.ofSeconds(5);

  @SuppressWarnings("SystemOut") // who wants to repeat it needs the seed
  private static Scenario scenario(String name, String store) throws Exception {
    long seed = Long.getLong("rialto.crash.seed", ThreadLocalRandom.current().nextInt(1_000_000));
    System.out.println(name + ": -Drialto.crash.seed=" + seed);
    return new Scenario(name, seed, store);
  }

  @SuppressWarnings("SystemOut")
  private static void assertNothingBroken(Scenario scenario) throws Exception {
    scenario.resume(false);
    scenario.drain();
    System.out.println(scenario.summary());
    assertThat(scenario.violations()).isEmpty();
  }

  @Test
  void what_was_acknowledged_survives_a_server_that_is_killed_again_and_again() throws Exception {
    try (Scenario scenario = scenario("kills", "file")) {
      for (int round = 0; round < ROUNDS && !scenario.hasComplaints(); round++) {
        play(scenario, round);
      }
      scenario.start();
      assertNothingBroken(scenario);
    }
  }

  /** What differs between rounds comes again after five. */
  private static void play(Scenario scenario, int round) throws Exception {
    int kind = round % 5;
    if (kind == 2) {
      scenario.killDuringStart();
    }
    boolean heavy = kind == 3;
    scenario.start();
    scenario.resume(!heavy); // what is for those who are away can't be thrown away
    if (kind == 1) {
      scenario.load(0);
      scenario.cut();
      scenario.resume(true);
    }
    if (heavy) {
      scenario.catchUp();
    }
    if (kind != 4) { // or else it is killed while sessions are resumed
      scenario.load(heavy ? HEAVY : 0);
    }
    scenario.kill();
  }

  @Test
  void a_server_that_is_stopped_under_load_says_so_loses_nothing_and_is_soon_back()
      throws Exception {
    try (Scenario scenario = scenario("stop", "file")) {
      Duration empty = scenario.start();
      scenario.resume(false);
      scenario.load(0);
      scenario.stop();
      Duration full = scenario.start();
      assertNothingBroken(scenario);
      assertThat(full).isLessThan(empty.plus(RECOVERY));
    }
  }

  /** So that a complaint is the store's fault: without crashes there is none. */
  @Test
  @Tag("long")
  void what_was_acknowledged_survives_connections_that_are_cut_again_and_again() throws Exception {
    try (Scenario scenario = scenario("cuts", "memory")) {
      scenario.start();
      for (int round = 0; round < ROUNDS; round++) {
        scenario.resume(round % 5 != 3);
        if (round % 5 == 3) {
          scenario.catchUp();
        }
        scenario.load(0);
        scenario.cut();
      }
      assertNothingBroken(scenario);
    }
  }

  /** So that no complaint is to the store's credit. */
  @Test
  @Tag("long")
  void a_server_that_keeps_nothing_is_found_out() throws Exception {
    try (Scenario scenario = scenario("forgetful", "memory")) {
      scenario.start();
      scenario.resume(false);
      scenario.load(0);
      scenario.kill();
      scenario.start();
      scenario.resume(false);
      scenario.drain();
      assertThat(scenario.violations())
          .anyMatch(each -> each.contains("acknowledged, but lost"))
          .anyMatch(each -> each.contains("session present: false"))
          .anyMatch(each -> each.startsWith("retained messages"))
          .anyMatch(each -> each.contains("is no longer subscribed"));
    }
  }
}
