package dev.rialto.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.InvalidSettingException;
import dev.rialto.config.Setting;
import dev.rialto.config.Settings;
import dev.rialto.time.ManualScheduler;
import dev.rialto.time.Scheduler;
import dev.rialto.topic.InvalidTopicException;
import dev.rialto.topic.TopicFilter;
import dev.rialto.topic.TopicName;
import dev.rialto.wire.Message;
import dev.rialto.wire.Payload;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What was published lately, for who comes late or comes back. */
class HistoryTest {
  private static final Offset NEVER = new Offset("another", 7);

  private final ManualScheduler clock = new ManualScheduler();
  private History history = history("#=3");

  private History history(String rules) {
    return history(Map.of(Setting.HISTORY_TOPICS.key(), rules));
  }

  private History history(Map<String, String> settings) {
    try {
      return new History(
          HistoryLimits.of(new Settings(key -> Optional.ofNullable(settings.get(key)))),
          clock,
          "e");
    } catch (InvalidSettingException e) {
      throw new AssertionError(e);
    }
  }

  private static TopicName name(String topic) {
    try {
      return TopicName.of(topic);
    } catch (InvalidTopicException e) {
      throw new AssertionError(e);
    }
  }

  private static TopicFilter filter(String filter) {
    try {
      return TopicFilter.of(filter);
    } catch (InvalidTopicException e) {
      throw new AssertionError(e);
    }
  }

  private Message add(String topic, String payload) {
    Message message = new Message(name(topic), Payload.of(payload));
    history.add(message, false);
    return message;
  }

  private static List<String> shown(Slice slice) {
    return slice.entries().stream()
        .map(entry -> entry.message().topic() + "=" + payload(entry))
        .toList();
  }

  private static String payload(Entry entry) {
    return new String(entry.message().payload().toBytes(), UTF_8);
  }

  private static Offset at(long number) {
    return new Offset("e", number);
  }

  @Test
  void knows_the_last_message_of_each_topic() {
    add("a", "1");
    add("b", "2");
    add("a", "3");
    assertThat(history.last(name("a")).map(HistoryTest::payload)).contains("3");
    assertThat(history.last(name("b")).map(HistoryTest::payload)).contains("2");
    assertThat(history.last(name("c"))).isEmpty();
  }

  @Test
  void a_filter_can_have_an_age_of_its_own() {
    history = history("brief/#=5/10s,long/#=5/2d,#=5");
    add("long", "1");
    add("brief/a", "2");
    add("other", "3");
    clock.pass(Duration.ofSeconds(9));
    add("brief/a", "4");
    Slice all = history.after(filter("#"), at(0));
    assertThat(shown(all)).containsExactly("long=1", "brief/a=2", "other=3", "brief/a=4");
    assertThat(all.gap()).isFalse();
    clock.pass(Duration.ofSeconds(1));
    Slice brief = history.after(filter("brief/+"), at(0));
    assertThat(shown(brief)).containsExactly("brief/a=4");
    assertThat(brief.gap()).isTrue();
    assertThat(history.after(filter("long"), at(0)).gap()).isFalse();
    clock.pass(Duration.ofHours(1));
    assertThat(shown(history.after(filter("#"), at(0)))).containsExactly("long=1");
    clock.pass(Duration.ofHours(47));
    assertThat(history.last(name("long"))).isEmpty();
  }

  @Test
  void whatever_their_ages_the_oldest_go_first_when_there_is_no_room() {
    history =
        history(
            Map.of(
                Setting.HISTORY_TOPICS.key(), "a=9/1s,b=9/1d", Setting.HISTORY_MAX.key(), "1300"));
    add("b", "1");
    add("a", "2");
    add("b", "3");
    add("a", "4");
    assertThat(shown(history.after(filter("#"), at(0)))).containsExactly("a=2", "b=3", "a=4");
  }

  @Test
  void numbers_messages_in_the_order_of_publishing() {
    assertThat(add("a", "1").number()).isEqualTo(1);
    assertThat(history.offset(add("b", "2"))).isEqualTo(at(2)).isEqualTo(history.now());
  }

  @Test
  void tells_what_came_on_a_topic_after_an_offset() {
    add("a", "1");
    add("b", "2");
    add("a", "3");
    Slice slice = history.after(name("a"), at(1));
    assertThat(shown(slice)).containsExactly("a=3");
    assertThat(slice.gap()).isFalse();
    assertThat(slice.upTo()).isEqualTo(at(3));
    assertThat(history.after(name("a"), slice.upTo()).isEmpty()).isTrue();
  }

  @Test
  void tells_what_came_on_all_topics_that_match_in_order() {
    add("a/1", "1");
    add("b/1", "2");
    add("a/2", "3");
    add("a/1", "4");
    assertThat(shown(history.after(filter("a/+"), at(0))))
        .containsExactly("a/1=1", "a/2=3", "a/1=4");
    assertThat(shown(history.after(filter("#"), at(2)))).containsExactly("a/2=3", "a/1=4");
  }

  @Test
  void keeps_so_many_messages_of_each_topic_and_says_when_there_were_more() {
    for (int i = 1; i <= 5; i++) {
      add("a", "" + i);
    }
    assertThat(shown(history.after(name("a"), at(2)))).containsExactly("a=3", "a=4", "a=5");
    assertThat(history.after(name("a"), at(2)).gap()).isFalse();
    assertThat(history.after(name("a"), at(1)).gap()).isTrue();
    assertThat(history.after(filter("+"), at(2)).gap()).isFalse();
    assertThat(history.after(filter("+"), at(1)).gap()).isTrue();
    assertThat(history.after(filter("b/#"), at(1)).gap()).isFalse();
  }

  @Test
  void an_offset_of_another_life_is_a_gap() {
    Slice empty = history.after(name("a"), NEVER);
    assertThat(empty.gap()).isTrue();
    assertThat(history.after(name("a"), empty.upTo()).gap()).isFalse();
    add("a", "1");
    assertThat(history.after(name("a"), NEVER).gap()).isTrue();
    assertThat(shown(history.after(filter("a"), NEVER))).containsExactly("a=1");
    assertThat(history.after(filter("a"), NEVER).gap()).isTrue();
  }

  @Test
  void an_offset_from_the_future_is_a_gap() {
    add("a", "1");
    assertThat(history.after(name("a"), at(99)).gap()).isTrue();
    assertThat(shown(history.after(name("a"), at(99)))).containsExactly("a=1");
  }

  @Test
  void the_first_rule_that_matches_counts() {
    history = history("a/#=1, +/x=2");
    add("a/x", "1");
    add("a/x", "2");
    add("b/x", "3");
    add("b/x", "4");
    add("b/y", "5");
    assertThat(shown(history.after(filter("#"), at(0)))).containsExactly("a/x=2", "b/x=3", "b/x=4");
  }

  @Test
  void keeps_nothing_and_numbers_nothing_when_it_is_off() {
    history = history("");
    assertThat(add("a", "1").number()).isZero();
    assertThat(history.last(name("a"))).isEmpty();
    assertThat(history.now()).isEqualTo(at(0));
  }

  @Test
  void forgets_what_is_too_old() {
    add("a", "1");
    clock.pass(Duration.ofMinutes(59));
    add("b", "2");
    clock.pass(Duration.ofMinutes(1));
    assertThat(history.last(name("a"))).isEmpty();
    assertThat(history.last(name("b"))).isPresent();
    assertThat(history.after(name("a"), at(0)).gap()).isTrue();
    assertThat(history.after(filter("a"), at(0)).gap()).isTrue();
    assertThat(history.after(name("a"), at(1)).gap()).isFalse();
  }

  @Test
  void the_oldest_goes_first_when_there_is_too_much() {
    history = history(Map.of(Setting.HISTORY_MAX.key(), "4 KiB"));
    add("old", "x");
    add("large", "x".repeat(3000));
    add("new", "x".repeat(1000));
    assertThat(history.last(name("old"))).isEmpty();
    assertThat(history.last(name("large"))).isEmpty();
    assertThat(history.last(name("new"))).isPresent();
    assertThat(history.after(filter("large"), at(1)).gap()).isTrue();
    add("larger", "x".repeat(5000));
    assertThat(shown(history.after(filter("#"), at(0)))).isEmpty();
  }

  @Test
  void a_topic_that_comes_back_still_says_that_something_is_missing() {
    history = history(Map.of(Setting.HISTORY_AGE.key(), "1 m"));
    add("a", "1");
    clock.pass(Duration.ofMinutes(2));
    add("a", "2");
    assertThat(history.after(name("a"), at(0)).gap()).isTrue();
    assertThat(history.after(name("a"), at(1)).gap()).isFalse();
  }

  @Test
  void an_expired_message_is_nobodys() throws Exception {
    Message brief =
        new Message(name("b"), Payload.of("x"), Properties.of(Property.MESSAGE_EXPIRY_INTERVAL, 10))
            .arrivedAt(clock.now());
    add("a", "1");
    history.add(brief, false);
    clock.pass(Duration.ofSeconds(9));
    assertThat(history.last(name("b"))).isPresent();
    clock.pass(Duration.ofSeconds(1));
    assertThat(history.last(name("b"))).isEmpty();
    assertThat(shown(history.after(filter("#"), at(0)))).containsExactly("a=1");
  }

  @Test
  void knows_which_message_says_forget_it() {
    Message empty = new Message(name("a"), Payload.EMPTY);
    history.add(empty, false);
    assertThat(history.last(name("a")).orElseThrow().clears()).isFalse();
    history.add(empty, true);
    assertThat(history.last(name("a")).orElseThrow().clears()).isTrue();
  }

  @Test
  void keeps_no_encodings() {
    Message message = add("a", "1");
    assertThat(history.last(name("a")).orElseThrow().message())
        .isEqualTo(message)
        .isNotSameAs(message);
  }

  @Test
  void gives_at_once_what_is_there_already() {
    add("a", "1");
    List<Slice> got = new ArrayList<>();
    history.await(name("a"), at(0), got::add);
    history.await(name("a"), NEVER, got::add);
    assertThat(got).extracting(HistoryTest::shown).containsExactly(List.of("a=1"), List.of("a=1"));
    assertThat(got).extracting(Slice::gap).containsExactly(false, true);
  }

  @Test
  void gives_what_comes_next_once_to_all_who_wait() {
    List<String> got = new ArrayList<>();
    history.await(name("a"), history.now(), slice -> got.add("first " + shown(slice)));
    history.await(name("a"), history.now(), slice -> got.add("second " + shown(slice)));
    add("b", "0");
    assertThat(got).isEmpty();
    add("a", "1");
    add("a", "2");
    assertThat(got).containsExactly("first [a=1]", "second [a=1]");
  }

  @Test
  void never_loses_one_between_two_questions() {
    List<Slice> got = new ArrayList<>();
    history.await(name("a"), history.now(), got::add);
    add("a", "1");
    add("a", "2");
    history.await(name("a"), got.get(0).upTo(), got::add);
    assertThat(got).extracting(HistoryTest::shown).containsExactly(List.of("a=1"), List.of("a=2"));
  }

  @Test
  void who_cancels_gets_nothing_and_leaves_nothing() {
    history = history("");
    List<Slice> got = new ArrayList<>();
    Scheduler.Task waiting = history.await(name("a"), history.now(), got::add);
    waiting.cancel();
    assertThat(add("a", "1").number()).isZero(); // as if nobody had ever asked
    assertThat(got).isEmpty();
  }

  @Test
  void a_topic_of_which_nothing_is_kept_can_be_waited_for_but_has_gaps() {
    history = history("b=1");
    add("b", "0");
    List<Slice> got = new ArrayList<>();
    history.await(name("a"), at(0), got::add);
    assertThat(got).isEmpty();
    add("a", "1");
    assertThat(got).extracting(HistoryTest::shown).containsExactly(List.of("a=1"));
    assertThat(got.get(0).gap()).isTrue();
    assertThat(history.last(name("a"))).isEmpty();
  }

  @Test
  void gives_what_comes_on_any_of_several_filters_once_to_all_who_wait() {
    List<String> got = new ArrayList<>();
    List<TopicFilter> both = List.of(filter("a/#"), filter("+/b"));
    history.await(both, history.now(), slice -> got.add("first " + shown(slice)));
    history.await(both, history.now(), slice -> got.add("second " + shown(slice)));
    history.await(List.of(filter("c")), history.now(), slice -> got.add("third " + shown(slice)));
    add("b", "0");
    assertThat(got).isEmpty();
    add("a/b", "1");
    add("a/b", "2");
    assertThat(got).containsExactly("first [a/b=1]", "second [a/b=1]");
    history.await(both, at(2), slice -> got.add("again " + shown(slice)));
    assertThat(got).hasSize(3).last().isEqualTo("again [a/b=2]");
  }

  @Test
  void who_cancels_waiting_for_filters_leaves_nothing() {
    history = history("");
    List<Slice> got = new ArrayList<>();
    List<TopicFilter> filters = List.of(filter("#"), filter("a"));
    Scheduler.Task waiting = history.await(filters, history.now(), got::add);
    waiting.cancel();
    waiting.cancel();
    add("a", "1");
    assertThat(got).isEmpty();
  }
}
