package dev.rialto.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.Setting;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.ReasonCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What CONNACK says of the server (MQTT 5.0 section 3.2.2.3). */
class GreetingTest {
  private static Packet.ConnAck greeting(TestBroker broker, String clientId, Properties wishes) {
    TestClient client = broker.client5(clientId);
    client.connect5(true, wishes);
    return (Packet.ConnAck) client.take().get(0);
  }

  private static Properties told(TestBroker broker) {
    return greeting(broker, "anna", Properties.NONE).properties();
  }

  @Test
  void by_default_it_says_what_is_not_the_standards_default() { // [MQTT-3.1.4-5]
    assertThat(greeting(new TestBroker(), "anna", Properties.NONE))
        .isEqualTo(
            new Packet.ConnAck(
                false,
                ReasonCode.SUCCESS,
                Properties.builder()
                    .put(Property.RECEIVE_MAXIMUM, 1024)
                    .put(Property.MAXIMUM_PACKET_SIZE, 1 << 20)
                    .put(Property.TOPIC_ALIAS_MAXIMUM, 64)
                    .build()));
  }

  @ParameterizedTest
  @CsvSource({
    "RECEIVE_MAX, 7, RECEIVE_MAXIMUM, 7",
    "RECEIVE_MAX, 65535, RECEIVE_MAXIMUM, 65535",
    "PACKET_MAX, 4 KiB, MAXIMUM_PACKET_SIZE, 4096",
    "TOPIC_ALIASES_MAX, 3, TOPIC_ALIAS_MAXIMUM, 3",
    "MQTT_QOS_MAX, 0, MAXIMUM_QOS, 0", // [MQTT-3.2.2-9]
    "MQTT_QOS_MAX, 1, MAXIMUM_QOS, 1",
    "MQTT_RETAINED, false, RETAIN_AVAILABLE, 0",
    "MQTT_WILDCARDS, false, WILDCARD_SUBSCRIPTION_AVAILABLE, 0",
    "MQTT_SHARED, false, SHARED_SUBSCRIPTION_AVAILABLE, 0",
    "KEEP_ALIVE_MAX, 30 s, SERVER_KEEP_ALIVE, 30",
  })
  void it_tells_of_settings(Setting setting, String set, Property property, long told) {
    assertThat(told(new TestBroker(setting, set)).number(property, -1)).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({
    "TOPIC_ALIASES_MAX, 0, TOPIC_ALIAS_MAXIMUM",
    "MQTT_QOS_MAX, 2, MAXIMUM_QOS", // must not be 2
    "MQTT_RETAINED, true, RETAIN_AVAILABLE",
    "KEEP_ALIVE_MAX, 0 s, SERVER_KEEP_ALIVE",
  })
  void what_is_the_standards_default_need_not_be_said(
      Setting setting, String set, Property property) {
    assertThat(told(new TestBroker(setting, set)).has(property)).isFalse();
  }

  @Test
  void it_has_nothing_about_authentication_for_who_did_not_ask() { // [MQTT-4.12.0-6]
    assertThat(told(new TestBroker()).has(Property.AUTHENTICATION_METHOD)).isFalse();
  }

  @Test
  void clients_without_identifier_are_told_theirs() { // [MQTT-3.1.3-6], [MQTT-3.1.3-7]
    TestBroker broker = new TestBroker();
    String one = assigned(greeting(broker, "", Properties.NONE));
    String other = assigned(greeting(broker, "", Properties.NONE));
    assertThat(one).isNotEmpty().isNotEqualTo(other); // [MQTT-3.2.2-16]
    assertThat(other).isNotEmpty();
    assertThat(broker.sessions()).isEqualTo(2);
    assertThat(assigned(greeting(broker, "anna", Properties.NONE))).isNull();
  }

  @Test
  void an_assigned_identifier_can_be_used_to_come_back() { // [MQTT-3.1.3-2]
    TestBroker broker = new TestBroker();
    TestClient nameless = broker.persistent5("");
    String id = assigned((Packet.ConnAck) nameless.take().get(0));
    nameless.vanish();
    TestClient named = broker.client5(id);
    named.connect5(false, Properties.NONE);
    assertThat(((Packet.ConnAck) named.take().get(0)).sessionPresent()).isTrue();
  }

  private static String assigned(Packet.ConnAck greeting) {
    return greeting.properties().text(Property.ASSIGNED_CLIENT_IDENTIFIER);
  }
}
