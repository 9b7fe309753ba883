package dev.rialto.edge.http;

import static dev.rialto.edge.client.Listening.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.history.History;
import dev.rialto.history.HistoryLimits;
import dev.rialto.history.Offset;
import dev.rialto.session.TestBroker;
import dev.rialto.time.ManualScheduler;
import dev.rialto.topic.TopicFilter;
import dev.rialto.wire.Message;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What answers a long poll. */
class EventListTest {
  private static final Offset START = new Offset("e", 0);
  private static final int PLENTY = 10_000;

  private final ManualScheduler clock = new ManualScheduler();
  private final History history = new History(HistoryLimits.of(TestBroker.settings()), clock, "e");
  private final Map<Object, Object> headers = new HashMap<>();

  private String written(EventList list) throws Exception {
    headers.clear();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ServletOutputStream out =
        new ServletOutputStream() {
          @Override
          public void write(int value) {
            bytes.write(value);
          }

          @Override
          public boolean isReady() {
            return true;
          }

          @Override
          public void setWriteListener(WriteListener listener) {
            throw new AssertionError("it blocks");
          }
        };
    list.writeTo(
        (HttpServletResponse)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, method, arguments) ->
                    method.getName().equals("getOutputStream")
                        ? out
                        : headers.put(arguments[0], arguments[arguments.length - 1])));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private EventList after(Offset since, long most) throws Exception {
    return EventList.of(history.after(TopicFilter.of("#"), since), history, most);
  }

  @Test
  void has_each_message_with_its_place_in_the_history() throws Exception {
    history.add(message("a", "1"), false);
    history.add(message("b", "\"2\""), false);
    assertThat(written(after(START, PLENTY)))
        .isEqualTo(
            "[{\"topic\":\"a\",\"value\":\"1\",\"offset\":\"e-1\"},"
                + "{\"topic\":\"b\",\"value\":\"\\\"2\\\"\",\"offset\":\"e-2\"}]");
    assertThat(headers)
        .containsEntry("Rialto-Offset", "e-2")
        .containsEntry("Cache-Control", "no-store")
        .doesNotContainKey("Rialto-Gap");
  }

  @Test
  void is_an_empty_array_when_nothing_came_and_a_gap_is_told() throws Exception {
    assertThat(written(after(new Offset("another", 1), PLENTY))).isEqualTo("[]");
    assertThat(headers).containsEntry("Rialto-Offset", "e-0").containsEntry("Rialto-Gap", "true");
  }

  @Test
  void ends_where_it_is_large_enough_and_the_next_goes_on_from_there() throws Exception {
    for (int i = 1; i <= 5; i++) {
      history.add(message("a", "x".repeat(100) + i), false);
    }
    Offset at = START;
    for (int last : new int[] {2, 4, 5}) { // two fit
      String answer = written(after(at, 300));
      assertThat(answer).contains("x" + last + "\"").doesNotContain("x" + (last + 1) + "\"");
      at = Offset.parse((String) headers.get("Rialto-Offset")).orElseThrow();
      assertThat(at).isEqualTo(new Offset("e", last));
      assertThat(headers).doesNotContainKey("Rialto-Gap");
    }
  }

  @Test
  void one_that_is_larger_than_an_answer_may_be_comes_all_the_same() throws Exception {
    history.add(message("a", "x".repeat(1000)), false);
    assertThat(written(after(START, 10))).hasSizeGreaterThan(1000);
    assertThat(headers).containsEntry("Rialto-Offset", "e-1");
  }

  @Test
  void begins_with_what_is_retained_but_for_what_comes_again() throws Exception {
    Message old = message("a", "old");
    history.add(old, true);
    Offset now = history.now();
    Message later = message("b", "later");
    history.add(later, true);
    assertThat(written(EventList.of(List.of(old, later), now, PLENTY)))
        .isEqualTo("[{\"topic\":\"a\",\"value\":\"old\",\"retained\":true}]");
    assertThat(headers).containsEntry("Rialto-Offset", "e-1");
  }

  @Test
  void more_retained_messages_than_an_answer_holds_are_a_gap() throws Exception {
    List<Message> two = List.of(message("a", "x".repeat(100)), message("b", "x".repeat(100)));
    assertThat(written(EventList.of(two, START, 150))).doesNotContain("\"b\"");
    assertThat(headers).containsEntry("Rialto-Gap", "true");
  }
}
