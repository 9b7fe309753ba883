package dev.rialto.edge.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rialto.topic.InvalidTopicException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which path is which topic. */
class TopicPathTest {
  private static final String BASE = "/api/topics/";

  @ParameterizedTest
  @CsvSource({
    "a, a",
    "a/b, a/b",
    "a%2Fb, a/b",
    "a%2fb, a/b",
    "/a, /a",
    "a/, a/",
    "a//b, a//b",
    "/, /",
    "$SYS/x, $SYS/x",
    "%24SYS/x, $SYS/x",
    "a%20b, a b",
    "%C3%A9, é",
    "é, é",
    "a;b=c, a;b=c",
    "a%2541, a%41",
  })
  void each_slash_begins_a_level_and_the_rest_is_decoded_once(String path, String topic)
      throws InvalidTopicException {
    assertThat(TopicPath.topic(BASE + path, BASE).value()).isEqualTo(topic);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a+b", "%2B", "%23", "a%00b", "%", "%4", "%4g", "%E9", "%C3", "%-1"})
  void what_is_no_topic_name_is_refused(String path) {
    assertThatThrownBy(() -> TopicPath.topic(BASE + path, BASE))
        .isInstanceOf(InvalidTopicException.class)
        .message()
        .isNotBlank();
  }

  @Test
  void a_path_from_elsewhere_has_no_topic() {
    assertThatThrownBy(() -> TopicPath.topic("/api/topics", BASE))
        .isInstanceOf(InvalidTopicException.class);
  }
}
