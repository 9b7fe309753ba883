package dev.rialto.edge.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.time.ManualScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A connection is closed when no thread of the container is inside. */
class QuietMomentTest {
  private final ManualScheduler scheduler = new ManualScheduler();
  private final List<String> calls = new ArrayList<>();
  private final QuietMoment quiet = new QuietMoment(scheduler, () -> calls.add("deaf"));

  private void pass(int milliseconds) {
    scheduler.pass(Duration.ofMillis(milliseconds));
  }

  private void close() {
    quiet.await(() -> calls.add("closed"));
  }

  @Test
  void not_before_the_handshake_is_over_and_reading_has_stopped() {
    close();
    pass(99);
    assertThat(calls).isEmpty();
    pass(1);
    assertThat(calls).containsExactly("deaf");
    pass(10);
    assertThat(calls).containsExactly("deaf", "closed");
  }

  @Test
  void not_while_something_is_being_read() {
    pass(1000);
    quiet.readBegins();
    close();
    pass(50);
    assertThat(calls).hasSize(6).containsOnly("deaf");
    quiet.readEnds();
    pass(10);
    assertThat(calls).doesNotContain("closed"); // the thread may still be on its way out
    pass(10);
    assertThat(calls).last().isEqualTo("closed");
  }

  @Test
  void a_client_that_goes_on_sending_does_not_put_it_off_for_ever() {
    pass(1000);
    close();
    for (int i = 0; i < 21; i++) {
      assertThat(calls).doesNotContain("closed");
      quiet.readBegins();
      quiet.readEnds();
      pass(10);
    }
    assertThat(calls).contains("closed");
  }
}
