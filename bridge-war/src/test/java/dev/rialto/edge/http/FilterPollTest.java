package dev.rialto.edge.http;

import static dev.rialto.edge.client.Listening.message;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.Settings;
import dev.rialto.edge.Rialto;
import dev.rialto.edge.client.Client;
import dev.rialto.edge.client.Credentials;
import dev.rialto.edge.client.Listening;
import dev.rialto.history.History;
import dev.rialto.history.Offset;
import dev.rialto.history.Slice;
import dev.rialto.session.Peer;
import dev.rialto.session.Recall;
import dev.rialto.time.ManualScheduler;
import dev.rialto.topic.InvalidTopicException;
import dev.rialto.topic.TopicFilter;
import dev.rialto.wire.Message;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Waiting for whatever comes on the topics of filters, with the real engine behind. */
class FilterPollTest {
  private static final Peer PEER = new Peer("192.0.2.7:51123");
  private static final Duration PATIENCE = Duration.ofSeconds(25);
  private static final Offset START = new Offset("e", 0);

  private final Rialto rialto = new Rialto();
  private final ManualScheduler clock = new ManualScheduler();
  private final Queue<Runnable> hands = new ArrayDeque<>();
  private final List<Slice> got = new ArrayList<>();
  private History history;
  private Recall recall;
  private Client publisher;

  @BeforeEach
  void start() throws Exception {
    start(Map.of());
  }

  @AfterEach
  void stop() {
    rialto.stop();
  }

  private void start(Map<String, String> settings) throws Exception {
    Map<String, String> all = new HashMap<>(settings);
    all.put("rialto.store", "memory");
    rialto.start(new Settings(key -> Optional.ofNullable(all.get(key))), Runnable::run);
    publisher =
        Client.connect(
            link -> rialto.broker().open(PEER, link),
            rialto.scheduler(),
            Credentials.NONE,
            new Listening());
    publisher.recall(filters("#"), allowed -> recall = allowed.get(0));
    history = recall.history();
  }

  private static List<TopicFilter> filters(String... values) throws InvalidTopicException {
    List<TopicFilter> filters = new ArrayList<>();
    for (String value : values) {
      filters.add(TopicFilter.of(value));
    }
    return filters;
  }

  private void poll(Offset since, String... filters) throws Exception {
    FilterPoll.begin(recall, filters(filters), since, PATIENCE, clock, hands::add, got::add);
  }

  private void work() {
    while (!hands.isEmpty()) {
      hands.remove().run();
    }
  }

  private void publish(String topic, String value) {
    history.add(message(topic, value), false);
  }

  private static List<String> shown(Slice slice) {
    return slice.entries().stream()
        .map(
            entry ->
                entry.message().topic()
                    + "="
                    + new String(entry.message().payload().toBytes(), UTF_8))
        .toList();
  }

  @Test
  void ends_with_what_has_come_by_the_time_it_is_answered() throws Exception {
    poll(history.now(), "a/+", "b");
    publish("c", "no");
    clock.pass(Duration.ofSeconds(24));
    assertThat(hands).isEmpty();
    publish("a/1", "x");
    publish("c", "no");
    publish("b", "y");
    work();
    assertThat(got).hasSize(1);
    assertThat(shown(got.get(0))).containsExactly("a/1=x", "b=y");
    assertThat(got.get(0).gap()).isFalse();
    assertThat(clock.planned()).isZero();
  }

  @Test
  void each_goes_on_where_the_last_ended_and_none_is_lost_or_comes_twice() throws Exception {
    Offset at = history.now();
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      publish("a", "between " + i);
      poll(at, "a", "#"); // both match
      work();
      all.addAll(shown(got.get(i)));
      at = got.get(i).upTo();
    }
    assertThat(all)
        .containsExactly(
            "a=between 0",
            "a=between 1",
            "a=between 2",
            "a=between 3",
            "a=between 4",
            "a=between 5");
  }

  @Test
  void ends_empty_in_time_and_the_next_goes_on_from_there() throws Exception {
    poll(history.now(), "a");
    publish("b", "x");
    clock.pass(PATIENCE);
    work();
    assertThat(got).hasSize(1);
    assertThat(got.get(0).isEmpty()).isTrue();
    assertThat(got.get(0).upTo()).isEqualTo(history.now());
    publish("a", "late");
    work();
    assertThat(got).hasSize(1);
  }

  @Test
  void an_offset_of_another_life_is_a_gap_at_once() throws Exception {
    poll(START, "a");
    work();
    assertThat(got).hasSize(1);
    assertThat(got.get(0).gap()).isTrue();
  }

  @Test
  void what_is_not_kept_comes_to_whoever_waits_and_counts_as_a_gap() throws Exception {
    rialto.stop();
    start(Map.of("rialto.history.topics", "kept/#=16"));
    poll(history.now(), "#");
    publish("other", "x");
    publish("kept/a", "y");
    work();
    assertThat(shown(got.get(0))).containsExactlyInAnyOrder("other=x", "kept/a=y");
    assertThat(got.get(0).gap()).isTrue();
  }

  @Test
  void what_is_not_ones_to_see_wakes_nobody(@TempDir Path folder) throws Exception {
    Path rules = Files.writeString(folder.resolve("acl"), "topic read open/#\n");
    rialto.stop();
    start(Map.of("rialto.access.acl.file", rules.toString()));
    poll(history.now(), "#");
    publish("secret", "x");
    assertThat(hands).isEmpty();
    publish("open/a", "y");
    work();
    assertThat(got).hasSize(1);
    assertThat(shown(got.get(0))).containsExactly("open/a=y");
  }

  @Test
  void whoever_was_answered_waits_no_more(@TempDir Path folder) throws Exception {
    Path rules = Files.writeString(folder.resolve("acl"), "topic read open/#\n");
    rialto.stop();
    start(Map.of("rialto.access.acl.file", rules.toString(), "rialto.history.topics", "secret=16"));
    Offset before = history.now();
    publish("secret", "x");
    poll(before, "#"); // finds what is not its to see, and waits behind that
    clock.pass(PATIENCE);
    work();
    assertThat(got).hasSize(1);
    Message next = message("open/a", "y");
    next.number(4711);
    history.add(next, false);
    assertThat(next.number())
        .as("untouched, since no rule keeps it and nobody waits")
        .isEqualTo(4711);
  }
}
