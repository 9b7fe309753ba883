package dev.rialto.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How filters are related, in examples, and for all small ones by the topics that they match. */
class CoverageTest {
  @ParameterizedTest
  @CsvSource({
    "a/b, a/b, true",
    "a/+, a/b, true",
    "a/#, a/b/c, true",
    "a/#, a, true",
    "#, a/b, true",
    "+/b, a/b, true",
    "a, a/b, false",
    "a/b, a, false",
    "a/+, a, false",
    "a/+, a/b/c, false",
    "A, a, false",
    "+/+, /x, true",
    "/+, /x, true",
    "+, /x, false",
    "#, $SYS/x, false",
    "+/x, $SYS/x, false",
    "$SYS/#, $SYS/x, true",
    "$SYS/+, $SYS/x, true",
    "$share/group/a/#, a/b, true",
  })
  void a_filter_matches_a_name_or_not(String filter, String name, boolean matches)
      throws InvalidTopicException {
    assertThat(TopicFilter.of(filter).matches(TopicName.of(name))).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource({
    "#, #, true",
    "#, a/+, true",
    "a/#, a/+/#, true",
    "a/#, a/#, true",
    "+/b, +/b, true",
    "a/+, a/#, false",
    "a/b, a/+, false",
    "#, $SYS/#, false",
    "secret/#, $share/group/secret/x, true",
  })
  void a_filter_covers_another_or_not(String wide, String narrow, boolean covers)
      throws InvalidTopicException {
    assertThat(TopicFilter.of(wide).covers(TopicFilter.of(narrow))).isEqualTo(covers);
  }

  @Test
  void both_are_about_the_topics_that_are_matched() throws InvalidTopicException {
    List<TopicFilter> filters = filters();
    List<TopicName> names = names();
    for (TopicFilter one : filters) {
      for (TopicFilter other : filters) {
        boolean overlap = false;
        boolean covered = true;
        for (TopicName name : names) {
          boolean byOne = matches(one.value(), name.value());
          boolean byOther = matches(other.value(), name.value());
          overlap |= byOne && byOther;
          covered &= byOne || !byOther;
        }
        assertThat(one.overlaps(other)).as("%s overlaps %s", one, other).isEqualTo(overlap);
        if (one.covers(other)) {
          assertThat(covered).as("%s covers %s", one, other).isTrue();
        }
      }
      for (TopicName name : names) {
        assertThat(one.matches(name))
            .as("%s matches %s", one, name)
            .isEqualTo(matches(one.value(), name.value()));
      }
    }
  }

  /** Section 4.7 once more, as a regular expression. */
  private static boolean matches(String filter, String name) {
    if (name.startsWith("$") && !filter.startsWith("$")) {
      return false;
    }
    String pattern = ("/" + filter).replace("$", "\\$").replace("+", "[^/]*");
    return ("/" + name).matches(pattern.replaceFirst("/#$", "(/.*)?"));
  }

  private static List<TopicFilter> filters() throws InvalidTopicException {
    List<TopicFilter> filters = new ArrayList<>();
    for (String text : texts(List.of("a", "$x", "", "+"), 3)) {
      if (!text.isEmpty()) {
        filters.add(TopicFilter.of(text));
        if (text.chars().filter(c -> c == '/').count() < 2) {
          filters.add(TopicFilter.of(text + "/#"));
        }
      }
    }
    filters.add(TopicFilter.of("#"));
    return filters;
  }

  private static List<TopicName> names() throws InvalidTopicException {
    List<TopicName> names = new ArrayList<>();
    for (String text : texts(List.of("a", "$x", ""), 4)) {
      if (!text.isEmpty()) {
        names.add(TopicName.of(text));
      }
    }
    return names;
  }

  /** All joined from so many levels. */
  private static List<String> texts(List<String> levels, int most) {
    List<String> all = new ArrayList<>(levels);
    List<String> last = levels;
    for (int i = 1; i < most; i++) {
      List<String> longer = new ArrayList<>();
      last.forEach(text -> levels.forEach(level -> longer.add(text + "/" + level)));
      all.addAll(longer);
      last = longer;
    }
    return all;
  }

  @Test
  void a_topic_of_slashes_overflows_nothing() throws InvalidTopicException {
    TopicName slashes = TopicName.of("/".repeat(65_535));
    assertThat(TopicFilter.of("+/".repeat(32_767) + "#").matches(slashes)).isTrue();
    assertThat(TopicFilter.of("/".repeat(65_535)).overlaps(TopicFilter.of("/".repeat(65_534))))
        .isFalse();
  }
}
