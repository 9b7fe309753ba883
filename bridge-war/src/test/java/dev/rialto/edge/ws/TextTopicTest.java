package dev.rialto.edge.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rialto.edge.client.Credentials;
import dev.rialto.topic.InvalidTopicException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the values of a device go, and where its orders come from. */
class TextTopicTest {
  @ParameterizedTest
  @CsvSource({
    "/text/lamp, lamp, lamp/set",
    "/text/house/lamp, house/lamp, house/lamp/set",
    "/text//lamp, /lamp, /lamp/set",
    "/text/lamp/, lamp/, lamp//set",
    "/text/a%20lamp, a lamp, a lamp/set",
  })
  void the_rest_of_the_path_is_the_topic(String path, String topic, String orders)
      throws InvalidTopicException {
    TextTopic text = TextTopic.of(path, "", Credentials.NONE);
    assertThat(text.topic().value()).isEqualTo(topic);
    assertThat(text.orders().value()).isEqualTo(orders);
  }

  @Test
  void the_application_may_be_elsewhere() throws InvalidTopicException {
    assertThat(TextTopic.of("/rialto/text/lamp", "/rialto", Credentials.NONE).topic().value())
        .isEqualTo("lamp");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/text/", "/text", "/text/a+b", "/text/%23", "/text/$share/g/x"})
  void what_is_no_topic_of_a_devices_is_refused(String path) {
    assertThatThrownBy(() -> TextTopic.of(path, "", Credentials.NONE))
        .isInstanceOf(InvalidTopicException.class);
  }

  @Test
  void arduino_is_named_and_nothing_else() throws InvalidTopicException {
    TextTopic text = TextTopic.of("/text/lamp", "", Credentials.NONE);
    assertThat(text.subprotocol(List.of("arduino"))).isEqualTo("arduino");
    assertThat(text.subprotocol(List.of("chat", "arduino"))).isEqualTo("arduino");
    assertThat(text.subprotocol(List.of("mqtt"))).isEmpty();
    assertThat(text.subprotocol(List.of())).isEmpty();
  }
}
