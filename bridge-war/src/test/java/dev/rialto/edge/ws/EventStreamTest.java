package dev.rialto.edge.ws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.Settings;
import dev.rialto.edge.Rialto;
import dev.rialto.edge.client.Client;
import dev.rialto.edge.client.Credentials;
import dev.rialto.edge.client.Listening;
import dev.rialto.history.Offset;
import dev.rialto.session.Peer;
import dev.rialto.topic.TopicFilter;
import dev.rialto.wire.Message;
import dev.rialto.wire.Payload;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.Qos;
import dev.rialto.wire.ReasonCode;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events as they are written, with the real engine behind. */
class EventStreamTest {
  private static final Peer PEER = new Peer("192.0.2.7:51123");
  private static final Pattern EPOCH = Pattern.compile("id: [0-9a-f]{8}-");

  private final Rialto rialto = new Rialto();
  private final FakeConnection connection = new FakeConnection();
  private final CountDownLatch completed = new CountDownLatch(1);
  private final List<AsyncListener> listeners = new ArrayList<>();
  private Client publisher;

  @BeforeEach
  void start() throws Exception {
    start(Map.of());
  }

  private void start(Map<String, String> settings) throws Exception {
    Map<String, String> all = new HashMap<>(settings);
    all.putIfAbsent("rialto.outbox.max", "16 KiB");
    all.put("rialto.store", "memory");
    rialto.start(new Settings(key -> Optional.ofNullable(all.get(key))), Runnable::run);
    publisher =
        Client.connect(
            link -> rialto.broker().open(PEER, link),
            rialto.scheduler(),
            Credentials.NONE,
            new Listening());
  }

  @AfterEach
  void stop() {
    rialto.stop();
    assertThat(connection.wrong()).isEmpty();
  }

  private final ServletResponse response =
      Fakes.of(
          ServletResponse.class,
          (method, arguments) -> {
            assertThat(method).isEqualTo("getOutputStream");
            return connection.getOutputStream();
          });

  private final AsyncContext context =
      Fakes.of(
          AsyncContext.class,
          (method, arguments) -> {
            switch (method) {
              case "getResponse" -> {
                return response;
              }
              case "setTimeout" -> assertThat(arguments[0]).isEqualTo(0L);
              case "addListener" -> listeners.add((AsyncListener) arguments[0]);
              case "complete" -> {
                for (AsyncListener listener : listeners) {
                  listener.onComplete(null);
                }
                completed.countDown();
              }
              default -> throw new AssertionError(method);
            }
            return null;
          });

  private EventStream open(String filter, Offset since) throws Exception {
    return open(filter, since, Duration.ZERO);
  }

  private EventStream open(String filter, Offset since, Duration most) throws Exception {
    return open(List.of(TopicFilter.of(filter)), since, most);
  }

  private EventStream open(List<TopicFilter> filters, Offset since, Duration most)
      throws Exception {
    EventStream stream = new EventStream(rialto, PEER, Credentials.NONE, filters, since);
    assertThat(refusal(stream)).isNull();
    stream.belongTo(context);
    stream.begin(context, most);
    connection.drain(); // the container says that it may be written to
    return stream;
  }

  private static ReasonCode refusal(EventStream stream) {
    List<ReasonCode> refusals = new ArrayList<>();
    stream.ask(refusals::add);
    assertThat(refusals).hasSize(1);
    return refusals.get(0);
  }

  private void publish(String topic, String payload, Qos qos, boolean retain) {
    publisher.publish(Listening.message(topic, payload), qos, retain, answer -> {});
  }

  private void publish(String topic, String payload) {
    publish(topic, payload, Qos.AT_LEAST_ONCE, false);
  }

  /** Where the history is. */
  private Offset now() throws Exception {
    List<Offset> now = new ArrayList<>();
    publisher.recall(TopicFilter.of("#"), recall -> now.add(recall.history().now()));
    return now.get(0);
  }

  /** What was written, with the epoch left out. */
  private String taken() {
    String written = new String(HexFormat.of().parseHex(connection.take()), UTF_8);
    return EPOCH.matcher(written).replaceAll("id: ").replace("retry: 1000\n\n", "");
  }

  private static String event(int number, String topic, String value) {
    return "id: %d\ndata: {\"topic\":\"%s\",\"value\":\"%s\"}\n\n".formatted(number, topic, value);
  }

  @Test
  void tells_where_it_begins_and_then_what_comes() throws Exception {
    publish("a", "0");
    open("a/#", null);
    assertThat(taken()).isEqualTo("id: 1\nevent: ready\ndata: {}\n\n");
    publish("a/b", "1");
    publish("c", "2");
    publish("a", "3", Qos.AT_MOST_ONCE, false);
    assertThat(taken()).isEqualTo(event(2, "a/b", "1") + event(4, "a", "3"));
  }

  @Test
  void begins_with_retained_messages_from_which_nobody_goes_on() throws Exception {
    publish("a", "kept", Qos.AT_LEAST_ONCE, true);
    publish("b", "x");
    open("#", null);
    assertThat(taken())
        .isEqualTo(
            """
            id: 2
            event: ready
            data: {}

            data: {"topic":"a","value":"kept","retained":true}

            """);
  }

  @Test
  void goes_on_where_the_browser_has_been_with_each_message_once() throws Exception {
    publish("a", "0", Qos.AT_LEAST_ONCE, true);
    Offset seen = now();
    publish("a", "1");
    publish("b", "2", Qos.AT_MOST_ONCE, false);
    open("#", seen);
    publish("a", "3");
    assertThat(taken()).isEqualTo(event(2, "a", "1") + event(3, "b", "2") + event(4, "a", "3"));
  }

  @Test
  void several_filters_are_one_stream_with_each_message_once() throws Exception {
    Offset seen = now();
    publish("a", "1");
    publish("x", "2");
    publish("c/d", "3");
    open(
        List.of(TopicFilter.of("a"), TopicFilter.of("c/#"), TopicFilter.of("c/+")),
        seen,
        Duration.ZERO);
    publish("c/d", "4");
    publish("x", "5");
    publish("a", "6");
    assertThat(taken())
        .isEqualTo(
            event(1, "a", "1") + event(3, "c/d", "3") + event(4, "c/d", "4") + event(6, "a", "6"));
  }

  @Test
  void says_when_more_is_missing_than_the_history_has() throws Exception {
    Offset seen = now();
    for (int i = 1; i <= 17; i++) {
      publish("a", "" + i);
    }
    open("a", seen);
    assertThat(taken()).startsWith("event: gap\ndata: {}\n\n" + event(2, "a", "2"));
  }

  @Test
  void an_offset_of_another_life_is_a_gap_and_the_next_is_not() throws Exception {
    publish("b", "x");
    open("a", new Offset("another", 7));
    assertThat(taken()).isEqualTo("id: 1\nevent: gap\ndata: {}\n\n");
  }

  @Test
  void what_is_not_text_is_in_base64_and_the_content_type_is_told() throws Exception {
    open("a", now());
    Payload bytes = new Payload(new byte[] {(byte) 0xFF, 0}, 0, 2);
    publisher.publish(
        new Message(
            Listening.message("a", "").topic(), bytes, Properties.of(Property.CONTENT_TYPE, "x/y")),
        Qos.AT_LEAST_ONCE,
        false,
        answer -> {});
    publish("a", "\"\n");
    assertThat(taken())
        .isEqualTo(
            "id: 1\ndata: {\"topic\":\"a\",\"base64\":\"/wA=\",\"contentType\":\"x/y\"}\n\n"
                + event(2, "a", "\\\"\\n"));
  }

  @Test
  void a_topic_without_history_has_events_without_an_identifier() throws Exception {
    rialto.stop();
    start(Map.of("rialto.history.topics", ""));
    open("a", null);
    taken();
    publish("a", "1");
    assertThat(taken()).isEqualTo("data: {\"topic\":\"a\",\"value\":\"1\"}\n\n");
  }

  @Test
  void a_browser_that_was_slow_gets_all_of_it_or_is_told() throws Exception {
    open("#", now());
    connection.room(0);
    String large = "x".repeat(4000);
    for (int i = 1; i <= 30; i++) { // of which some are dropped by the engine, and some wait
      publish("t" + i, large, i % 2 == 0 ? Qos.AT_MOST_ONCE : Qos.AT_LEAST_ONCE, false);
    }
    connection.drain();
    publish("end", "x");
    String taken = taken();
    StringBuilder all = new StringBuilder();
    for (int i = 1; i <= 30; i++) {
      all.append(event(i, "t" + i, large));
    }
    assertThat(taken).isEqualTo(all + event(31, "end", "x"));
  }

  @Test
  void it_ends_in_time_and_leaves_nothing() throws Exception {
    open("#", null, Duration.ofMillis(50));
    assertThat(completed.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(rialto.sessions()).hasValue(1); // the publisher's
  }

  @Test
  void it_ends_when_the_server_does() throws Exception {
    open("#", null);
    rialto.stop();
    assertThat(completed.getCount()).isZero();
  }

  @Test
  void a_browser_that_is_gone_takes_its_session_along() throws Exception {
    EventStream stream = open("#", null);
    assertThat(rialto.sessions()).hasValue(2);
    stream.onComplete(null);
    assertThat(rialto.sessions()).hasValue(1);
  }

  @Test
  void what_one_may_not_subscribe_to_one_may_not_see() throws Exception {
    rialto.stop();
    start(Map.of("rialto.mqtt.wildcards", "false"));
    EventStream stream =
        new EventStream(rialto, PEER, Credentials.NONE, List.of(TopicFilter.of("#")), null);
    assertThat(refusal(stream)).isEqualTo(ReasonCode.WILDCARD_SUBSCRIPTIONS_NOT_SUPPORTED);
    assertThat(rialto.sessions()).hasValue(1);
  }
}
