package dev.rialto.it.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.it.server.Server;
import dev.rialto.it.server.SharedServer;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever two clients do, legal or not, what the server owes them comes, and nothing else. */
@ExtendWith(SharedServer.class)
class TwoClientsFuzzTest {
  private static final Duration SHORT = Duration.ofSeconds(10);
  private static final Duration LONG = Duration.ofMinutes(5);

  private final Server server;

  TwoClientsFuzzTest(Server server) {
    this.server = server;
  }

  @Test
  void nothing_acknowledged_is_lost_for_some_seconds() {
    assertThat(play(SHORT)).isPositive();
  }

  @Test
  @Tag("long")
  void nothing_acknowledged_is_lost_for_some_minutes() {
    assertThat(play(LONG)).isPositive();
  }

  /** Returns how many episodes there were. */
  @SuppressWarnings("SystemOut") // who wants to repeat it needs the seed
  private int play(Duration time) {
    Long given = Long.getLong("rialto.fuzz.seed");
    long seed = given != null ? given : ThreadLocalRandom.current().nextInt(1_000_000);
    long start = System.nanoTime();
    int episodes = 0;
    while (System.nanoTime() - start < time.toNanos()) {
      new Episode(server.port(), seed).play();
      episodes++;
      seed = given != null ? seed : seed + 1;
    }
    System.out.println("fuzzed " + episodes + " episodes, the last with seed " + (seed - 1));
    return episodes;
  }
}
