package dev.rialto.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Topic names (MQTT 3.1.1 section 4.7). */
class TopicNameTest {

  @ParameterizedTest
  @MethodSource
  void a_name_is_its_levels(String name, List<String> levels) throws InvalidTopicException {
    TopicName topic = TopicName.of(name);
    assertThat(topic).containsExactlyElementsOf(levels);
    assertThat(topic.levels()).isEqualTo(levels.size());
    assertThat(topic.value()).isEqualTo(name);
    assertThat(topic.toString()).isEqualTo(name);
  }

  static Stream<Arguments> a_name_is_its_levels() {
    return Stream.of(
        Arguments.of("a", List.of("a")),
        Arguments.of(" ", List.of(" ")),
        Arguments.of("/", List.of("", "")),
        Arguments.of("//", List.of("", "", "")),
        Arguments.of("///", List.of("", "", "", "")),
        Arguments.of("/a", List.of("", "a")),
        Arguments.of("a/", List.of("a", "")),
        Arguments.of("/a/", List.of("", "a", "")),
        Arguments.of("a//b", List.of("a", "", "b")),
        Arguments.of("a/b", List.of("a", "b")),
        Arguments.of("a/b//", List.of("a", "b", "", "")),
        Arguments.of("Accounts payable", List.of("Accounts payable")),
        Arguments.of("house/kitchen/21.5 °C", List.of("house", "kitchen", "21.5 °C")),
        Arguments.of("$SYS/broker/load", List.of("$SYS", "broker", "load")),
        Arguments.of("$share/g/a", List.of("$share", "g", "a")),
        Arguments.of("東京/😀", List.of("東京", "😀")),
        Arguments.of("a\\b/*?", List.of("a\\b", "*?")),
        Arguments.of("\u0001/\uFFFF", List.of("\u0001", "\uFFFF")));
  }

  @ParameterizedTest
  @CsvSource({
    "'', [MQTT-4.7.3-1]",
    "+, [MQTT-3.3.2-2]",
    "#, [MQTT-3.3.2-2]",
    "a+, [MQTT-3.3.2-2]",
    "a#, [MQTT-3.3.2-2]",
    "a/+, [MQTT-3.3.2-2]",
    "a/+/b, [MQTT-3.3.2-2]",
    "a/#, [MQTT-3.3.2-2]",
    "+/a, [MQTT-3.3.2-2]",
    "#/a, [MQTT-3.3.2-2]",
    "C++, [MQTT-3.3.2-2]",
    "東京/#, [MQTT-3.3.2-2]"
  })
  void a_name_is_refused_with_the_statement_that_it_breaks(String name, String statement) {
    assertThatExceptionOfType(InvalidTopicException.class)
        .isThrownBy(() -> TopicName.of(name))
        .withMessageEndingWith(statement);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\0", "a\0", "\0a", "a/\0/b"})
  void a_name_with_a_null_character_is_refused(String name) {
    assertThatExceptionOfType(InvalidTopicException.class)
        .isThrownBy(() -> TopicName.of(name))
        .withMessageEndingWith("[MQTT-4.7.3-2]");
  }

  @ParameterizedTest
  @CsvSource({"a, 65535", "/, 65535", "é, 32767", "€, 21845", "😀, 16383"})
  void a_name_has_up_to_65535_bytes(String character, int times) throws InvalidTopicException {
    String longest = character.repeat(times);
    assertThat(TopicName.of(longest).value()).isEqualTo(longest);
    assertThatExceptionOfType(InvalidTopicException.class)
        .isThrownBy(() -> TopicName.of(longest + character))
        .withMessageEndingWith("[MQTT-4.7.3-3]");
  }

  @Test
  void a_name_of_slashes_only_has_65536_levels_and_needs_no_stack() throws Exception {
    TopicName topic = TopicName.of("/".repeat(65_535));
    assertThat(topic.levels()).isEqualTo(65_536);
    assertThat(topic).hasSize(65_536).containsOnly("");
    var onSmallStack = new FutureTask<>(() -> String.join("", topic));
    new Thread(null, onSmallStack, "small stack", 128 * 1024).start();
    assertThat(onSmallStack.get()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"$SYS/a, true", "$, true", "$a, true", "a/$SYS, false", "/$SYS, false", "a$, false"})
  void a_name_is_reserved_if_it_begins_with_a_dollar(String name, boolean reserved)
      throws InvalidTopicException {
    assertThat(TopicName.of(name).isReserved()).isEqualTo(reserved);
  }

  @Test
  void names_are_told_apart_by_case_and_slashes() throws InvalidTopicException {
    assertThat(TopicName.of("a"))
        .isNotEqualTo(TopicName.of("A"))
        .isNotEqualTo(TopicName.of("/a"))
        .isNotEqualTo(TopicName.of("a/"));
  }

  @Test
  void a_refusal_costs_no_stack_trace() {
    assertThatExceptionOfType(InvalidTopicException.class)
        .isThrownBy(() -> TopicName.of(""))
        .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
  }
}
