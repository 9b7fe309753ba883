package dev.rialto.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.store.HeldStore;
import dev.rialto.topic.TopicFilter;
import dev.rialto.topic.TopicName;
import dev.rialto.wire.Message;
import dev.rialto.wire.Payload;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Qos;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The last message of each topic, found by filter. */
class RetainedTest {
  private static final Author AUTHOR = new NamedPublisher("author", new HeldStore());

  private final Retained retained = new Retained();

  private static Map<Message, Qos> find(Retained retained, TopicFilter filter) {
    Map<Message, Qos> found = new HashMap<>();
    retained.match(filter, (message, qos) -> assertThat(found.put(message, qos)).isNull());
    return found;
  }

  /** Keeps, or forgets (QoS null). */
  record Step(TopicName topic, Qos qos) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(Topics.names(), Arbitraries.of(Qos.values()).injectNull(0.3))
        .as(Step::new)
        .list()
        .ofMaxSize(40);
  }

  @Provide
  Arbitrary<List<TopicFilter>> filters() {
    return Topics.filters().list().ofMaxSize(10);
  }

  @Property(tries = 2000)
  void a_filter_finds_exactly_what_it_matches(
      @ForAll("steps") List<Step> steps, @ForAll("filters") List<TopicFilter> filters) {
    Retained tree = new Retained();
    Map<TopicName, Map.Entry<Message, Qos>> oracle = new HashMap<>();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      if (step.qos == null) {
        boolean was = oracle.remove(step.topic) != null;
        assertThat(tree.remove(step.topic)).isEqualTo(was);
      } else {
        Message message = Topics.message(step.topic.value(), "number " + i);
        tree.put(message, step.qos, AUTHOR, () -> {});
        oracle.put(step.topic, Map.entry(message, step.qos));
      }
    }
    for (TopicFilter filter : filters) {
      Map<Message, Qos> expected = new HashMap<>();
      oracle.forEach(
          (name, entry) -> {
            if (Topics.matches(filter, name)) {
              expected.put(entry.getKey(), entry.getValue());
            }
          });
      assertThat(find(tree, filter)).as("%s", filter).isEqualTo(expected);
    }
    oracle.keySet().forEach(tree::remove);
    assertThat(tree).usingRecursiveComparison().isEqualTo(new Retained());
  }

  @Test
  void the_last_one_counts() {
    retained.put(Topics.message("a", "one"), Qos.AT_LEAST_ONCE, AUTHOR, () -> {});
    retained.put(Topics.message("a", "two"), Qos.EXACTLY_ONCE, AUTHOR, () -> {});
    assertThat(find(retained, Topics.filter("a")))
        .isEqualTo(Map.of(Topics.message("a", "two"), Qos.EXACTLY_ONCE));
  }

  @Test
  void a_message_that_goes_cancels_its_alarm() {
    List<String> cancelled = new ArrayList<>();
    retained.put(Topics.message("a", "one"), Qos.AT_MOST_ONCE, AUTHOR, () -> cancelled.add("one"));
    retained.put(Topics.message("a", "two"), Qos.AT_MOST_ONCE, AUTHOR, () -> cancelled.add("two"));
    assertThat(cancelled).containsExactly("one");
    retained.put(
        Topics.message("b", "other"), Qos.AT_MOST_ONCE, AUTHOR, () -> cancelled.add("other"));
    retained.remove(Topics.name("a"));
    assertThat(cancelled).containsExactly("one", "two");
  }

  @Test
  void only_what_has_expired_is_removed_as_expired() {
    Message message =
        new Message(
                Topics.name("a/b"),
                Payload.of("x"),
                Properties.of(dev.rialto.wire.Property.MESSAGE_EXPIRY_INTERVAL, 1))
            .arrivedAt(7);
    retained.put(message, Qos.AT_MOST_ONCE, AUTHOR, () -> {});
    assertThat(retained.removeExpired(message.topic(), 1_000_000_006L)).isFalse();
    assertThat(retained.removeExpired(Topics.name("a"), 2_000_000_000L)).isFalse();
    assertThat(find(retained, Topics.filter("#"))).containsOnlyKeys(message);
    assertThat(retained.removeExpired(message.topic(), 1_000_000_007L)).isTrue();
    assertThat(retained.removeExpired(message.topic(), 1_000_000_007L)).isFalse();
    assertThat(retained).usingRecursiveComparison().isEqualTo(new Retained()); // no node is left
  }

  @Test
  void one_that_came_in_its_place_stays() { // when an alarm was too late to be cancelled
    retained.put(Topics.message("a", "lasting"), Qos.AT_MOST_ONCE, AUTHOR, () -> {});
    assertThat(retained.removeExpired(Topics.name("a"), Long.MAX_VALUE)).isFalse();
    assertThat(find(retained, Topics.filter("a"))).hasSize(1);
  }

  @Test
  void names_of_65_536_levels_do_not_overflow_the_stack() {
    String deepest = "/".repeat(65_535);
    Message message = Topics.message(deepest, "deep");
    retained.put(message, Qos.AT_MOST_ONCE, AUTHOR, () -> {});
    for (String filter : List.of("#", deepest, "/#", "/".repeat(65_534) + "#")) {
      assertThat(find(retained, Topics.filter(filter))).containsOnlyKeys(message);
    }
    assertThat(retained.remove(message.topic())).isTrue();
    assertThat(find(retained, Topics.filter("#"))).isEmpty();
  }

  @Test
  void a_wildcard_finds_very_many_children() {
    List<Message> all = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      all.add(Topics.message("a/" + i + "/b", ""));
      retained.put(all.get(i), Qos.AT_MOST_ONCE, AUTHOR, () -> {});
    }
    assertThat(find(retained, Topics.filter("a/+/b")).keySet())
        .containsExactlyInAnyOrderElementsOf(all);
    assertThat(find(retained, Topics.filter("a/+"))).isEmpty();
  }
}
