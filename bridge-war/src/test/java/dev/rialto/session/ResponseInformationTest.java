package dev.rialto.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.Setting;
import dev.rialto.topic.TopicName;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a client may ask for its responses (MQTT 5.0 sections 3.1.2.11.6 and 3.2.2.3.15). */
class ResponseInformationTest {
  private final TestBroker broker = new TestBroker();

  private static String told(TestBroker broker, String clientId, long asked) {
    TestClient client = broker.client5(clientId);
    client.connect5(true, Properties.of(Property.REQUEST_RESPONSE_INFORMATION, asked));
    return ((Packet.ConnAck) client.take().get(0)).properties().text(Property.RESPONSE_INFORMATION);
  }

  @Test
  void it_is_for_clients_that_ask() { // [MQTT-3.1.2-28]
    assertThat(told(broker, "anna", 1)).isEqualTo("response/anna");
    assertThat(told(broker, "anna", 0)).isNull();
    TestClient silent = broker.client5("silent");
    silent.connect5(true, Properties.NONE);
    assertThat(((Packet.ConnAck) silent.take().get(0)).properties())
        .matches(says -> !says.has(Property.RESPONSE_INFORMATION));
  }

  @Test
  void its_beginning_can_be_set() {
    assertThat(told(new TestBroker(Setting.MQTT_RESPONSE_PREFIX, "a/b/"), "anna", 1))
        .isEqualTo("a/b/anna");
  }

  @Test
  void it_has_an_assigned_identifier_too() {
    assertThat(told(broker, "", 1)).isEqualTo("response/nameless-1");
  }

  @ParameterizedTest
  @CsvSource({
    "a+b, a%2Bb",
    "a#, a%23",
    "a/b, a%2Fb",
    "a b, a%20b",
    "a%2Bb, a%252Bb",
    "ä, %C3%A4",
    "$x, %24x",
  })
  void a_client_identifier_stays_one_level_without_wildcards(String clientId, String level)
      throws Exception {
    String topic = told(broker, clientId, 1);
    assertThat(topic).isEqualTo("response/" + level);
    assertThat(TopicName.of(topic).levels()).isEqualTo(2);
  }

  @Test
  void different_clients_have_different_topics() {
    Set<String> seen = new HashSet<>();
    for (String clientId : List.of("a b", "a+b", "a%20b", "a%2Bb", "a/b", "a%2Fb", "A b")) {
      assertThat(seen.add(told(broker, clientId, 1))).as(clientId).isTrue();
    }
  }
}
