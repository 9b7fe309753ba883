package dev.rialto.edge.http;

import static dev.rialto.edge.client.Listening.message;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.history.History;
import dev.rialto.history.HistoryLimits;
import dev.rialto.history.Offset;
import dev.rialto.history.Slice;
import dev.rialto.session.TestBroker;
import dev.rialto.time.ManualScheduler;
import dev.rialto.topic.TopicName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Waiting for the next value, again and again. */
class LongPollTest {
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  private final ManualScheduler clock = new ManualScheduler();
  private final History history = new History(HistoryLimits.of(TestBroker.settings()), clock, "e");
  private final List<Slice> got = new ArrayList<>();

  private void poll(Offset since) throws Exception {
    LongPoll.begin(history, TopicName.of("a"), since, PATIENCE, clock, got::add);
  }

  private static List<String> payloads(Slice slice) {
    return slice.entries().stream()
        .map(entry -> new String(entry.message().payload().toBytes(), UTF_8))
        .toList();
  }

  @Test
  void ends_with_the_first_value_that_comes() throws Exception {
    poll(history.now());
    clock.pass(Duration.ofSeconds(24));
    assertThat(got).isEmpty();
    history.add(message("a", "1"), false);
    history.add(message("a", "2"), false);
    assertThat(got).hasSize(1);
    assertThat(payloads(got.get(0))).containsExactly("1");
    assertThat(clock.planned()).isZero();
  }

  @Test
  void ends_at_once_when_there_is_something_already() throws Exception {
    history.add(message("a", "1"), false);
    poll(new Offset("e", 0));
    assertThat(payloads(got.get(0))).containsExactly("1");
    assertThat(clock.planned()).isZero();
  }

  @Test
  void ends_empty_in_the_end_and_the_next_goes_on_from_there() throws Exception {
    poll(history.now());
    history.add(message("b", "x"), false);
    clock.pass(PATIENCE);
    assertThat(got).hasSize(1);
    assertThat(got.get(0).isEmpty()).isTrue();
    assertThat(got.get(0).upTo()).isEqualTo(new Offset("e", 1));
    history.add(message("a", "between"), false);
    poll(got.get(0).upTo());
    assertThat(payloads(got.get(1))).containsExactly("between");
  }

  @Test
  void one_that_has_ended_waits_no_more() throws Exception {
    poll(history.now());
    clock.pass(PATIENCE);
    history.add(message("a", "1"), false);
    assertThat(got).hasSize(1);
  }
}
