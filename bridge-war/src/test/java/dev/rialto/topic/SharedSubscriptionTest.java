package dev.rialto.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Filters of shared subscriptions (MQTT 5.0 section 4.8.2). */
class SharedSubscriptionTest {

  @ParameterizedTest
  @CsvSource({
    "$share/g/x, g, x, 1, false",
    "$share/g/a/b, g, a/b, 2, false",
    "$share/g//, g, /, 2, false",
    "$share/g//x, g, /x, 2, false",
    "$share/g/#, g, #, 1, true",
    "$share/g/+, g, +, 1, true",
    "$share/g/a/+/#, g, a/+/#, 3, true",
    "$share/$share/x, $share, x, 1, false",
    "$share/g/$share/h/x, g, $share/h/x, 3, false",
    "$share/g/$SYS/#, g, $SYS/#, 2, true",
    "$share/a b/x, a b, x, 1, false",
    "$share/東京/😀, 東京, 😀, 1, false"
  })
  void the_share_name_is_taken_off(
      String value, String name, String pattern, int levels, boolean wildcard)
      throws InvalidTopicException {
    TopicFilter filter = TopicFilter.of(value);
    assertThat(filter.isShared()).isTrue();
    assertThat(filter.shareName()).isEqualTo(name);
    assertThat(filter.pattern()).isEqualTo(pattern);
    assertThat(filter.levels()).isEqualTo(levels);
    assertThat(filter.hasWildcard()).isEqualTo(wildcard);
    assertThat(String.join("/", filter)).isEqualTo(pattern);
    assertThat(filter.value()).isEqualTo(value);
    assertThat(filter.toString()).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "$share, $share/{name}/{filter}",
    "$share/, $share/{name}/{filter}",
    "$share/g, $share/{name}/{filter}",
    "$share/+, $share/{name}/{filter}",
    "$share/#, $share/{name}/{filter}",
    "$share//, [MQTT-4.8.2-1]",
    "$share//x, [MQTT-4.8.2-1]",
    "$share///, [MQTT-4.8.2-1]",
    "$share/g+/x, [MQTT-4.8.2-1]",
    "$share/+/x, [MQTT-4.8.2-1]",
    "$share/+g/x, [MQTT-4.8.2-1]",
    "$share/g#/x, [MQTT-4.8.2-1]",
    "$share/#/x, [MQTT-4.8.2-1]",
    "$share/g/, [MQTT-4.7.3-1]",
    "$share/g/#/x, [MQTT-4.7.1-2]",
    "$share/g/x#, [MQTT-4.7.1-2]",
    "$share/g/x+, [MQTT-4.7.1-3]",
    "$share/g/+x, [MQTT-4.7.1-3]"
  })
  void a_shared_filter_is_refused_with_the_rule_that_it_breaks(String value, String rule) {
    assertThatExceptionOfType(InvalidTopicException.class)
        .isThrownBy(() -> TopicFilter.of(value))
        .withMessageEndingWith(rule);
  }

  @Test
  void the_share_part_counts_among_the_65535_bytes() throws InvalidTopicException {
    String longest = "$share/g/" + "x".repeat(65_526);
    assertThat(TopicFilter.of(longest).pattern()).hasSize(65_526);
    assertThatExceptionOfType(InvalidTopicException.class)
        .isThrownBy(() -> TopicFilter.of(longest + "x"))
        .withMessageEndingWith("[MQTT-4.7.3-3]");
  }

  @Test
  void subscriptions_of_two_groups_are_not_the_same() throws InvalidTopicException {
    assertThat(TopicFilter.of("$share/g/x"))
        .isEqualTo(TopicFilter.of("$share/g/x"))
        .isNotEqualTo(TopicFilter.of("$share/h/x"))
        .isNotEqualTo(TopicFilter.of("x"));
  }
}
