package dev.rialto.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.topic.TopicFilter;
import dev.rialto.topic.TopicName;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The tree of an ACL file's lines says what the lines say one by one. */
class RulingsTest {
  private static boolean any(List<AclRule> rules, TopicName topic, AclRule.Right... rights) {
    return rules.stream()
        .anyMatch(r -> List.of(rights).contains(r.right()) && r.filter().matches(topic));
  }

  @Property
  void the_tree_says_what_the_lines_say(
      @ForAll("rules") List<AclRule> rules, @ForAll("topics") List<TopicName> topics) {
    Rulings rulings = new Rulings(rules);
    for (TopicName topic : topics) {
      boolean denied = any(rules, topic, AclRule.Right.DENY);
      boolean read = any(rules, topic, AclRule.Right.READ, AclRule.Right.READWRITE);
      boolean write = any(rules, topic, AclRule.Right.WRITE, AclRule.Right.READWRITE);
      for (int again = 0; again < 2; again++) { // what it remembers is the same
        assertThat(Rulings.mayRead(topic, rulings, Rulings.NONE)).isEqualTo(read && !denied);
        assertThat(Rulings.mayWrite(topic, Rulings.NONE, rulings)).isEqualTo(write && !denied);
      }
    }
  }

  /** Far more topics than are remembered, again and again, and one that comes late. */
  @Test
  void what_is_forgotten_is_found_again() throws Exception {
    Rulings rulings = new Rulings(List.of(new AclRule(AclRule.Right.READ, TopicFilter.of("a/+"))));
    for (int i = 0; i < 20_000; i++) {
      assertThat(Rulings.mayRead(TopicName.of("a/" + i), rulings, Rulings.NONE)).isTrue();
      assertThat(Rulings.mayRead(TopicName.of("b/" + i), rulings, Rulings.NONE)).isFalse();
    }
    TopicName late = TopicName.of("a/late");
    assertThat(Rulings.mayRead(late, rulings, Rulings.NONE)).isTrue();
    assertThat(Rulings.mayWrite(late, rulings, Rulings.NONE)).isFalse();
  }

  @Provide
  Arbitrary<List<AclRule>> rules() {
    Arbitrary<String> levels = Arbitraries.of("a", "b", "", "+", "$x");
    Arbitrary<String> filters =
        Combinators.combine(
                levels.list().ofMinSize(1).ofMaxSize(4).map(each -> String.join("/", each)),
                Arbitraries.of("", "/#"))
            .as((levelsOf, end) -> levelsOf + end)
            .filter(each -> !each.isEmpty());
    Arbitrary<String> all = Arbitraries.oneOf(filters, Arbitraries.just("#"));
    return Combinators.combine(Arbitraries.of(AclRule.Right.class), all)
        .as((right, filter) -> new AclRule(right, filter(filter)))
        .list()
        .ofMaxSize(6);
  }

  @Provide
  Arbitrary<List<TopicName>> topics() {
    return Arbitraries.of("a", "b", "", "c", "$x")
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(each -> String.join("/", each))
        .filter(each -> !each.isEmpty())
        .map(RulingsTest::topic)
        .list()
        .ofMinSize(1)
        .ofMaxSize(5);
  }

  private static TopicFilter filter(String value) {
    try {
      return TopicFilter.of(value);
    } catch (dev.rialto.topic.InvalidTopicException e) {
      throw new AssertionError(e);
    }
  }

  private static TopicName topic(String value) {
    try {
      return TopicName.of(value);
    } catch (dev.rialto.topic.InvalidTopicException e) {
      throw new AssertionError(e);
    }
  }
}
