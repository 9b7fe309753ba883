package dev.rialto.session;

import static dev.rialto.session.TestClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.ProtocolVersion;
import dev.rialto.wire.ReasonCode;
import java.lang.reflect.RecordComponent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements about single packets that have no test elsewhere; by number, as in both lists. */
class StatementsOfPacketsTest {
  private final TestBroker broker = new TestBroker();

  // [MQTT-2.2.2-2] / [MQTT-2.1.3-1]
  @ParameterizedTest
  @CsvSource({
    "PUBREL, 60 02 0001", // [MQTT-3.6.1-1]
    "PUBREL, 66 02 0001",
    "SUBSCRIBE, 80 06 0001 0001 61 00", // [MQTT-3.8.1-1]
    "SUBSCRIBE, 8a 06 0001 0001 61 00",
    "UNSUBSCRIBE, a0 05 0001 0001 61", // [MQTT-3.10.1-1]
    "UNSUBSCRIBE, a3 05 0001 0001 61",
    "PINGREQ, c1 00",
    "DISCONNECT, e1 00", // [MQTT-3.14.1-1]
    "DISCONNECT, e8 00",
  })
  void reserved_flags_end_the_connection(String packet, String hex) {
    TestClient three = broker.clean("three");
    RawBytes.later(three, ProtocolVersion.MQTT_3_1_1, hex);
    three.expectNothing();
    three.expectClosed(ReasonCode.MALFORMED_PACKET);
    TestClient five = broker.clean5("five");
    RawBytes.later(five, ProtocolVersion.MQTT_5, hex);
    assertThat(Farewell.expect(five, ReasonCode.MALFORMED_PACKET)).as(packet).isEmpty(); // 0x81
  }

  @ParameterizedTest
  @CsvSource({
    "reserved flags of AUTH, f1 00, MALFORMED_PACKET", // [MQTT-3.15.1-1]
    "QoS 3, 36 06 0001 61 0001 00, MALFORMED_PACKET", // [MQTT-3.3.1-4]
    "DUP with QoS 0, 38 04 0001 61 00, MALFORMED_PACKET", // [MQTT-3.3.1-2]
    "packet identifier 0, 32 06 0001 61 0000 00, PROTOCOL_ERROR", // [MQTT-2.2.1-3]
    "a topic name with +, 30 06 0003 612f2b 00, TOPIC_NAME_INVALID", // [MQTT-3.3.2-2]
    "a topic name with #, 30 04 0001 23 00, TOPIC_NAME_INVALID", // [MQTT-4.7.0-1]
    "a topic name that is not UTF-8, 30 05 0002 c328 00, MALFORMED_PACKET", // [MQTT-1.5.4-1]
    "a surrogate in a topic name, 30 06 0003 eda080 00, MALFORMED_PACKET",
    "a NUL in a topic name, 30 04 0001 00 00, MALFORMED_PACKET", // [MQTT-1.5.4-2]
    "a NUL in a user property, 30 0b 0001 61 07 26 0001 6b 0001 00, MALFORMED_PACKET", // 1.5.7-1
    "no filter, 82 03 0001 00, PROTOCOL_ERROR", // [MQTT-3.8.3-2]
    "a filter that is not UTF-8, 82 08 0001 00 0002 c328 00, MALFORMED_PACKET", // [MQTT-3.8.3-1]
    "reserved options, 82 07 0001 00 0001 61 40, MALFORMED_PACKET", // [MQTT-3.8.3-5]
    "other reserved options, 82 07 0001 00 0001 61 80, MALFORMED_PACKET",
    "a requested QoS of 3, 82 07 0001 00 0001 61 03, PROTOCOL_ERROR",
    "no filter to unsubscribe, a2 03 0001 00, PROTOCOL_ERROR", // [MQTT-3.10.3-2]
    "one that is not UTF-8, a2 07 0001 00 0002 c328, MALFORMED_PACKET", // [MQTT-3.10.3-1]
  })
  void a_packet_of_mqtt_5_that_breaks_a_rule_ends_the_connection(
      String what, String hex, ReasonCode why) { // [MQTT-4.13.1-1]
    TestClient client = broker.clean5("anna");
    RawBytes.later(client, ProtocolVersion.MQTT_5, hex);
    assertThat(Farewell.expect(client, why)).as(what).isEmpty();
    broker.expectNoSubscriptions();
  }

  @Test
  void what_the_server_says_has_nothing_that_could_be_too_long() {
    TestClient client = new Riddles(1).broker().client5("anna");
    client.connect5(
        true,
        Riddles.says(null)
            .and(
                Properties.builder()
                    .put(Property.REQUEST_PROBLEM_INFORMATION, 1)
                    .put(Property.SESSION_EXPIRY_INTERVAL, 60)
                    .build()));
    client.send(Riddles.answer(1));
    client.publish(1, "/".repeat(1000), "", 1); // refused, as some of what follows is
    client.publish(2, "/".repeat(1000), "", 2);
    client.publish(2, "a", "", 3);
    client.pubrel(3);
    client.pubrel(99);
    client.pubrec(99);
    client.send(new Packet.Subscribe(4, List.of(request("a", 1), request("/".repeat(1000), 1))));
    client.send(new Packet.Unsubscribe(5, List.of("a", "never")));
    client.ask("#/", 1, 6);
    List<Packet> said = client.take();
    assertThat(said).extracting(packet -> packet.type().name()).containsExactly(SAID);
    for (Packet packet : said) {
      // [MQTT-3.2.2-20], [MQTT-3.4.2-3], [MQTT-3.5.2-3], [MQTT-3.6.2-3], [MQTT-3.7.2-3],
      // [MQTT-3.9.2-2], [MQTT-3.11.2-2], [MQTT-3.14.2-4], [MQTT-3.15.2-3]
      assertThat(properties(packet).userProperties()).as("%s", packet).isEmpty();
      // [MQTT-3.6.2-2], [MQTT-3.7.2-2], [MQTT-3.9.2-1], [MQTT-3.11.2-1], [MQTT-3.15.2-2]
      assertThat(properties(packet).has(Property.REASON_STRING))
          .as("%s", packet)
          .isEqualTo(MAY_SAY_WHY.contains(packet.type().name()) && reason(packet).isError());
      // [MQTT-3.14.2-2]
      assertThat(properties(packet).has(Property.SESSION_EXPIRY_INTERVAL)).isFalse();
    }
  }

  private static final String[] SAID = {
    "AUTH",
    "CONNACK",
    "PUBACK",
    "PUBREC",
    "PUBREC",
    "PUBCOMP",
    "PUBCOMP",
    "PUBREL",
    "SUBACK",
    "UNSUBACK",
    "DISCONNECT"
  };
  private static final List<String> MAY_SAY_WHY = List.of("PUBACK", "PUBREC", "DISCONNECT");

  private static Properties properties(Packet packet) {
    return (Properties) component(packet, Properties.class);
  }

  private static ReasonCode reason(Packet packet) {
    return (ReasonCode) component(packet, ReasonCode.class);
  }

  /** The component of that type; all packets are records. */
  private static Object component(Packet packet, Class<?> type) {
    for (RecordComponent component : packet.getClass().getRecordComponents()) {
      if (component.getType() == type) {
        try {
          return component.getAccessor().invoke(packet);
        } catch (ReflectiveOperationException e) {
          throw new LinkageError(component.getName(), e);
        }
      }
    }
    throw new AssertionError(packet + " has no " + type);
  }
}
