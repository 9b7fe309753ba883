package dev.rialto.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Topic filters that are not shared (MQTT 3.1.1 section 4.7). */
class TopicFilterTest {

  @ParameterizedTest
  @MethodSource
  void a_filter_is_its_levels(String value, boolean wildcard, List<String> levels)
      throws InvalidTopicException {
    TopicFilter filter = TopicFilter.of(value);
    assertThat(filter).containsExactlyElementsOf(levels);
    assertThat(filter.levels()).isEqualTo(levels.size());
    assertThat(filter.hasWildcard()).isEqualTo(wildcard);
    assertThat(filter.isShared()).isFalse();
    assertThat(filter.shareName()).isNull();
    assertThat(filter.pattern()).isEqualTo(value);
    assertThat(filter.value()).isEqualTo(value);
    assertThat(filter.toString()).isEqualTo(value);
  }

  static Stream<Arguments> a_filter_is_its_levels() {
    return Stream.of(
        Arguments.of("a", false, List.of("a")),
        Arguments.of("a/b", false, List.of("a", "b")),
        Arguments.of("/", false, List.of("", "")),
        Arguments.of("//", false, List.of("", "", "")),
        Arguments.of("a//b", false, List.of("a", "", "b")),
        Arguments.of("a/", false, List.of("a", "")),
        Arguments.of(" /\u0001", false, List.of(" ", "\u0001")),
        Arguments.of("$SYS/a", false, List.of("$SYS", "a")),
        Arguments.of("$shared/g/a", false, List.of("$shared", "g", "a")),
        Arguments.of("$shar/g/a", false, List.of("$shar", "g", "a")),
        Arguments.of("$SHARE/g/a", false, List.of("$SHARE", "g", "a")),
        Arguments.of("a/$share/g/a", false, List.of("a", "$share", "g", "a")),
        Arguments.of("#", true, List.of("#")),
        Arguments.of("/#", true, List.of("", "#")),
        Arguments.of("a/#", true, List.of("a", "#")),
        Arguments.of("a//#", true, List.of("a", "", "#")),
        Arguments.of("+", true, List.of("+")),
        Arguments.of("+/", true, List.of("+", "")),
        Arguments.of("/+", true, List.of("", "+")),
        Arguments.of("+/+", true, List.of("+", "+")),
        Arguments.of("a/+/b", true, List.of("a", "+", "b")),
        Arguments.of("+/tennis/#", true, List.of("+", "tennis", "#")),
        Arguments.of("$SYS/+/#", true, List.of("$SYS", "+", "#")),
        Arguments.of("東京/+/😀/#", true, List.of("東京", "+", "😀", "#")));
  }

  @ParameterizedTest
  @CsvSource({
    "'', [MQTT-4.7.3-1]",
    "##, [MQTT-4.7.1-2]",
    "#/, [MQTT-4.7.1-2]",
    "#/a, [MQTT-4.7.1-2]",
    "a#, [MQTT-4.7.1-2]",
    "a/#b, [MQTT-4.7.1-2]",
    "a/b#, [MQTT-4.7.1-2]",
    "a/#/b, [MQTT-4.7.1-2]",
    "sport/tennis#, [MQTT-4.7.1-2]",
    "sport/tennis/#/ranking, [MQTT-4.7.1-2]",
    "#+, [MQTT-4.7.1-2]",
    "é#, [MQTT-4.7.1-2]",
    "++, [MQTT-4.7.1-3]",
    "a+, [MQTT-4.7.1-3]",
    "+a, [MQTT-4.7.1-3]",
    "a/+b, [MQTT-4.7.1-3]",
    "a/b+, [MQTT-4.7.1-3]",
    "a/b+/c, [MQTT-4.7.1-3]",
    "a/+b/c, [MQTT-4.7.1-3]",
    "sport+, [MQTT-4.7.1-3]",
    "+#, [MQTT-4.7.1-3]",
    "+/a+/b, [MQTT-4.7.1-3]"
  })
  void a_filter_is_refused_with_the_statement_that_it_breaks(String value, String statement) {
    assertThatExceptionOfType(InvalidTopicException.class)
        .isThrownBy(() -> TopicFilter.of(value))
        .withMessageEndingWith(statement);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\0", "a\0", "a/\0/+", "$share/g/\0", "$share/g\0/a", "$share/\0/a"})
  void a_filter_with_a_null_character_is_refused(String value) {
    assertThatExceptionOfType(InvalidTopicException.class)
        .isThrownBy(() -> TopicFilter.of(value))
        .withMessageEndingWith("[MQTT-4.7.3-2]");
  }

  @ParameterizedTest
  @CsvSource({"a, 65535", "/, 65535", "é, 32767", "€, 21845", "😀, 16383"})
  void a_filter_has_up_to_65535_bytes(String character, int times) throws InvalidTopicException {
    String longest = character.repeat(times);
    assertThat(TopicFilter.of(longest).value()).isEqualTo(longest);
    assertThatExceptionOfType(InvalidTopicException.class)
        .isThrownBy(() -> TopicFilter.of(longest + character))
        .withMessageEndingWith("[MQTT-4.7.3-3]");
  }

  @Test
  void a_filter_of_slashes_only_has_65536_levels() throws InvalidTopicException {
    TopicFilter filter = TopicFilter.of("/".repeat(65_535));
    assertThat(filter.levels()).isEqualTo(65_536);
    assertThat(filter).hasSize(65_536).containsOnly("");
  }

  @Test
  void a_filter_of_wildcards_only_has_as_many_levels() throws InvalidTopicException {
    TopicFilter filter = TopicFilter.of("+/".repeat(32_767) + "#");
    assertThat(filter.levels()).isEqualTo(32_768);
    assertThat(filter).hasSize(32_768).containsOnly("+", "#").endsWith("#");
  }
}
