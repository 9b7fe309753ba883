package dev.rialto.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of the levels of any topic. */
class LevelsPropertiesTest {

  @Provide
  Arbitrary<List<String>> levels() {
    return Arbitraries.strings().withChars("ab$é +#").ofMaxLength(3).list().ofMaxSize(12);
  }

  private static final Pattern PLAIN = Pattern.compile("[^+#]*");

  /** Whether a filter is valid, said in another way than the main code says it. */
  private static boolean valid(List<String> levels) {
    for (int i = 0; i < levels.size(); i++) {
      String level = levels.get(i);
      boolean last = i == levels.size() - 1;
      if (!PLAIN.matcher(level).matches() && !level.equals("+") && !(last && level.equals("#"))) {
        return false;
      }
    }
    return !levels.isEmpty() && !levels.equals(List.of(""));
  }

  @Property(tries = 3000)
  void levels_joined_give_the_name(@ForAll("levels") List<String> levels) {
    String value = String.join("/", levels);
    boolean plain = valid(levels) && levels.stream().allMatch(PLAIN.asMatchPredicate());
    try {
      TopicName name = TopicName.of(value);
      assertThat(plain).isTrue();
      assertThat(name).containsExactlyElementsOf(levels);
      assertThat(name.levels()).isEqualTo(levels.size());
      assertThat(String.join("/", name)).isEqualTo(value);
    } catch (InvalidTopicException e) {
      assertThat(plain).as(value).isFalse();
    }
  }

  @Property(tries = 3000)
  void levels_joined_give_the_filter(@ForAll("levels") List<String> levels) {
    String value = String.join("/", levels);
    try {
      TopicFilter filter = TopicFilter.of(value);
      assertThat(valid(levels)).as(value).isTrue();
      assertThat(filter).containsExactlyElementsOf(levels);
      assertThat(filter.levels()).isEqualTo(levels.size());
      assertThat(String.join("/", filter)).isEqualTo(value);
      assertThat(filter.hasWildcard()).isEqualTo(levels.contains("+") || levels.contains("#"));
    } catch (InvalidTopicException e) {
      assertThat(valid(levels)).as(value).isFalse();
    }
  }

  @Property(tries = 200)
  void behind_the_last_level_there_is_none(@ForAll("levels") List<String> levels) {
    Iterator<String> iterator = new Levels(String.join("/", levels));
    List<String> walked = new ArrayList<>();
    iterator.forEachRemaining(walked::add);
    assertThat(walked).isEqualTo(levels.isEmpty() ? List.of("") : levels);
    assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(iterator::next);
  }
}
