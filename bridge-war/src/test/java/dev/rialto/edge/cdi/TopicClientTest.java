package dev.rialto.edge.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.access.Visitor;
import dev.rialto.config.Setting;
import dev.rialto.session.Peer;
import dev.rialto.session.TestBroker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The deployment's code as a client; its threads run when the test says so. */
class TopicClientTest {
  private static final Peer HERE = new Peer("here", new Visitor("here", true), Peer.Kind.CDI);
  private static final Logger LOG = Logger.getLogger(TopicClient.class.getName());

  private final Queue<Runnable> threads = new ArrayDeque<>();
  private final TestBroker broker = new TestBroker(Setting.PRESENCE, "on");
  private final List<String> got = new ArrayList<>();
  private final TopicClient topics =
      new TopicClient(link -> broker.open(HERE, link), broker.scheduler(), threads::add);

  @BeforeEach
  void expectErrors() {
    LOG.setLevel(Level.OFF);
  }

  @AfterEach
  void expectNoMoreErrors() {
    LOG.setLevel(null);
  }

  private void run() {
    Runnable next;
    while ((next = threads.poll()) != null) {
      next.run();
    }
  }

  private void note(String listener, TopicMessage message) {
    got.add(
        listener
            + (message.isRetained() ? " retained " : " ")
            + message.topic()
            + "="
            + message.text());
  }

  private <T> T now(CompletionStage<T> stage) {
    run();
    assertThat(stage.toCompletableFuture()).isCompleted();
    return stage.toCompletableFuture().join();
  }

  private Topics.Registration listen(String listener, String filter) {
    return now(topics.subscribe(filter, message -> note(listener, message)));
  }

  private static Throwable failure(CompletionStage<?> stage) {
    return stage.toCompletableFuture().handle((value, failure) -> failure).join();
  }

  @Test
  void what_it_publishes_it_can_hear() {
    listen("a", "t/+");
    assertThat(now(topics.publish("t/1", "x"))).isEqualTo(Outcome.SUCCESS);
    assertThat(now(topics.publish("u", "y"))).isEqualTo(Outcome.NO_MATCHING_SUBSCRIBERS);
    assertThat(got).containsExactly("a t/1=x");
  }

  @Test
  void no_listener_runs_in_the_publishers_thread() {
    listen("a", "t");
    topics.publish("t", "x");
    assertThat(got).isEmpty();
    run();
    assertThat(got).containsExactly("a t=x");
  }

  @Test
  void a_message_comes_once_to_each_whose_filter_matches() {
    listen("a", "t/#");
    listen("b", "t/+");
    listen("c", "t/+");
    listen("d", "u");
    now(topics.publish("t/1", "x"));
    assertThat(got).containsExactlyInAnyOrder("a t/1=x", "b t/1=x", "c t/1=x");
  }

  @Test
  void each_begins_with_what_is_retained_for_its_own_filter() {
    now(topics.publish(Publication.of("t/1", "x").retained()));
    listen("a", "t/+");
    listen("b", "t/+");
    listen("c", "t/1");
    assertThat(got).containsExactly("a retained t/1=x", "b retained t/1=x", "c retained t/1=x");
  }

  @Test
  void one_that_throws_stops_nobody() {
    now(
        topics.subscribe(
            "t",
            message -> {
              throw new IllegalStateException("broken");
            }));
    listen("a", "t");
    now(topics.publish("t", "1"));
    now(topics.publish("t", "2"));
    assertThat(got).containsExactly("a t=1", "a t=2");
  }

  @Test
  void who_has_left_gets_nothing_and_the_others_do() throws Exception {
    Topics.Registration first = listen("a", "t");
    Topics.Registration second = listen("b", "t");
    first.close();
    now(topics.publish("t", "1"));
    second.close();
    assertThat(now(topics.publish("t", "2"))).isEqualTo(Outcome.NO_MATCHING_SUBSCRIBERS);
    assertThat(got).containsExactly("b t=1");
  }

  @Test
  void what_cannot_be_taken_at_once_comes_later_in_order() {
    listen("a", "t");
    int many = 5 * TopicClient.MOST_WAITING;
    for (int i = 0; i < many; i++) {
      topics.publish("t", "" + i);
      if (i % 500 == 0) { // outcomes; or more would be on the way than may be
        Runnable listeners = threads.poll();
        threads.clear();
        threads.add(listeners);
      }
    }
    run();
    assertThat(got).hasSize(many).first().isEqualTo("a t=0");
    assertThat(got).last().isEqualTo("a t=" + (many - 1));
  }

  @Test
  void a_message_is_acknowledged_when_the_listeners_have_returned() {
    TestBroker narrow = new TestBroker(Setting.INFLIGHT_MAX, 1);
    TopicClient one =
        new TopicClient(link -> narrow.open(HERE, link), narrow.scheduler(), threads::add);
    one.subscribe("t", message -> note("a", message));
    one.publish("t", "1");
    one.publish("t", "2");
    run();
    assertThat(got).containsExactly("a t=1", "a t=2"); // or the second would wait for ever
  }

  @Test
  void the_last_values_are_those_of_the_history_and_the_retained_ones() {
    now(topics.publish(Publication.of("t/a", "1").retained()));
    now(topics.publish("t/b", "2"));
    now(topics.publish("t/b", "3"));
    now(topics.publish(Publication.of("t/c", "4").retained()));
    now(topics.publish(Publication.of("t/c", "").retained()));
    now(topics.publish("u", "5"));
    assertThat(now(topics.last("t/+")).stream().map(each -> each.topic() + each.text()))
        .containsExactly("t/a1", "t/b3");
  }

  @Test
  void it_comes_back_when_it_was_disconnected() {
    listen("a", "t");
    assertThat(broker.disconnect("nameless-1")).isTrue();
    broker.scheduler().pass(Duration.ofSeconds(1));
    now(topics.publish("t", "x"));
    assertThat(got).containsExactly("a t=x");
  }

  @Test
  void what_waits_for_listeners_as_it_is_disconnected_does_not_hold_up_what_comes_later() {
    listen("a", "t");
    for (int i = 0; i <= TopicClient.MOST_WAITING; i++) {
      topics.publish("t", "" + i);
    }
    assertThat(broker.disconnect("nameless-1")).isTrue();
    broker.scheduler().pass(Duration.ofSeconds(1));
    topics.publish("t", "last");
    run();
    assertThat(got).last().isEqualTo("a t=last");
  }

  @Test
  void it_does_not_when_it_has_left() {
    topics.stop();
    broker.scheduler().pass(Duration.ofSeconds(1));
    assertThat(broker.sessions()).isZero();
    run();
    CompletionStage<Outcome> late = topics.publish("t", "x");
    run();
    assertThat(failure(late)).isInstanceOf(RefusedException.class);
  }

  @Test
  void it_may_read_what_the_server_says_and_not_write_it() {
    listen("a", "$presence/nameless-1");
    assertThat(got).singleElement().asString().contains("\"userName\":\"$deployment\"", "\"cdi\"");
    CompletionStage<Outcome> outcome = topics.publish("$presence/x", "y");
    run();
    assertThat(failure(outcome))
        .isInstanceOf(RefusedException.class)
        .extracting("code")
        .isEqualTo("not-authorized");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/#/b", "a+"})
  void what_is_no_topic_is_refused(String wrong) {
    assertThat(failure(topics.publish(wrong, "x"))).isInstanceOf(IllegalArgumentException.class);
    assertThat(failure(topics.last(wrong))).isInstanceOf(IllegalArgumentException.class);
    assertThat(failure(topics.subscribe(wrong, message -> {})))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void what_goes_with_a_message_can_be_seen() {
    List<TopicMessage> messages = new ArrayList<>();
    now(topics.subscribe("t", messages::add));
    now(
        topics.publish(
            Publication.of("t", new byte[] {1, 2}).contentType("a/b").userProperty("k", "v")));
    assertThat(messages.get(0).bytes()).containsExactly(1, 2);
    assertThat(messages.get(0).contentType()).contains("a/b");
    assertThat(messages.get(0).userProperty("k")).contains("v");
    assertThat(messages.get(0).userProperty("other")).isEmpty();
  }
}
