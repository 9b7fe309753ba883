package dev.rialto.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.bench.Flow;
import dev.rialto.bench.Load;
import dev.rialto.bench.Phases;
import dev.rialto.bench.Result;
import dev.rialto.bench.Scenario;
import dev.rialto.bench.Shape;
import dev.rialto.bench.Topics;
import dev.rialto.it.server.Heap;
import dev.rialto.it.server.Server;
import dev.rialto.it.server.SharedServer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A thousand subscribers and fifty publishers at full speed: nothing lost, nothing logged. */
class LoadTest {
  private static final Shape CLIENTS = new Shape(Topics.PAIRS, 50, 1_000, 0);
  private static final Flow AT_FULL_SPEED = Flow.closedLoop(1, 64, 10);
  private static final Duration DRAIN = Duration.ofSeconds(60);
  private static final long ROUGHLY = 24 << 20; // bytes

  private static Result run(Server server, int seconds) throws IOException {
    Phases phases = new Phases(Duration.ZERO, Duration.ofSeconds(seconds), DRAIN);
    return Load.run(new Scenario(server.mqtt(), CLIENTS, AT_FULL_SPEED, phases));
  }

  private static void assertFlawless(Result result) {
    assertThat(result.faults()).isEmpty();
    assertThat(result.traffic().delivered()).isPositive();
  }

  private static void assertNothingAlarming(String log) {
    assertThat(log.lines())
        .noneMatch(line -> line.contains("WARNING") || line.contains("SEVERE"))
        .noneMatch(line -> line.contains("Exception") || line.contains("Error"));
  }

  @Test
  @ExtendWith(SharedServer.class)
  void for_three_seconds(Server server) throws Exception {
    int before = server.log().length();
    assertFlawless(run(server, 3));
    assertNothingAlarming(server.log().substring(before));
    Await.until("all are gone", () -> server.counter("sessions") == 0);
  }

  @Test
  @Tag("long")
  void for_a_minute_after_which_the_heap_is_as_before() throws Exception {
    try (Server server = Server.start("loaded-server")) {
      run(server, 5); // classes loaded, code compiled, pools and buffers filled
      Await.until("all are gone", () -> server.counter("sessions") == 0);
      int logged = server.log().length();
      long before = Heap.usedAfterCollection(server.process());

      Result result = run(server, 60);
      System.out.printf(
          "%,.0f messages/s delivered, %,.0f/s published%n",
          result.traffic().deliveredPerSecond(), result.traffic().publishedPerSecond());
      assertFlawless(result);
      assertNothingAlarming(server.log().substring(logged));
      Await.until("all are gone", () -> server.counter("sessions") == 0);
      Await.until(
          "the heap is back at " + before,
          () -> Heap.usedAfterCollection(server.process()) < before + before / 4 + ROUGHLY);
    }
  }
}
