package dev.rialto.session;

import static dev.rialto.session.TestClient.message;
import static dev.rialto.session.TestClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.wire.Properties;
import dev.rialto.wire.ReasonCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks that worked on other brokers: those that are a matter of bytes. */
class AttacksByBytesTest {
  private final TestBroker broker = new TestBroker();

  private void expectUnharmed() {
    TestClient bystander = broker.clean5("bystander");
    bystander.subscribe(request("#", 1), Properties.NONE);
    broker.clean5("somebody").publish("fine", "still there");
    bystander.expect(message(0, "fine", "still there", 0));
  }

  @Test
  void an_oversize_remaining_length_before_connect() {
    RawClient attacker = new RawClient(broker).send("10 FFFFFF7F");
    assertThat(attacker.link().closed()).isEqualTo(ReasonCode.PACKET_TOO_LARGE);
    assertThat(attacker.take()).isEmpty();
    expectUnharmed();
  }

  @ParameterizedTest
  @CsvSource({
    "remaining length, 30 FFFFFFFF7F",
    "properties of PUBLISH, 30 08 000174 FFFFFFFF7F",
    "property identifier, 30 09 000174 05 FFFFFFFF7F",
    "properties of PUBACK, 40 08 0001 00 FFFFFFFF7F",
    "properties of PUBREC, 50 08 0001 00 FFFFFFFF7F",
    "properties of PUBREL, 62 08 0001 00 FFFFFFFF7F",
    "properties of PUBCOMP, 70 08 0001 00 FFFFFFFF7F",
    "properties of SUBSCRIBE, 82 0B 0001 FFFFFFFF7F 000174 00",
    "subscription identifier, 82 0D 0001 06 0BFFFFFFFF7F 000174 00",
    "properties of UNSUBSCRIBE, A2 0A 0001 FFFFFFFF7F 000174",
    "properties of DISCONNECT, E0 06 00 FFFFFFFF7F",
    "properties of AUTH, F0 06 18 FFFFFFFF7F"
  })
  void a_variable_integer_of_five_bytes_as(String position, String packet) { // [MQTT-1.5.5-1]
    RawClient attacker = new RawClient(broker).send(RawClient.HELLO);
    attacker.take();
    attacker.send(packet);
    assertThat(attacker.link().closed()).as(position).isEqualTo(ReasonCode.MALFORMED_PACKET);
    expectUnharmed();
  }

  @ParameterizedTest
  @CsvSource({
    "remaining length, 10 FFFFFFFF7F",
    "properties of CONNECT, 10 12 00044D515454 05 02 0000 FFFFFFFF7F 000172",
    "properties of the will, 10 18 00044D515454 05 06 0000 00 000172 FFFFFFFF7F 000177 0000"
  })
  void a_variable_integer_of_five_bytes_in_connect_as(String position, String packet) {
    RawClient attacker = new RawClient(broker).send(packet);
    assertThat(attacker.link().closed()).as(position).isEqualTo(ReasonCode.MALFORMED_PACKET);
    expectUnharmed();
  }

  @ParameterizedTest
  @ValueSource(strings = {"20 03 00 00 00", "90 04 0001 00 00", "B0 04 0001 00 00", "D0 00"})
  void a_client_that_sends_packets_that_only_servers_send(String packet) {
    RawClient attacker = new RawClient(broker).send(RawClient.HELLO);
    attacker.take();
    attacker.send(packet);
    assertThat(attacker.link().closed()).isEqualTo(ReasonCode.PROTOCOL_ERROR);
    RawClient early = new RawClient(broker).send(packet);
    assertThat(early.link().closed()).isNotNull();
    expectUnharmed();
  }

  @Test
  void an_empty_topic() { // [MQTT-4.7.3-1]
    assertThat(
            List.of("30 04 0000 00 78", "82 06 0001 00 0000 00", "A2 05 0001 00 0000").stream()
                .map(packet -> new RawClient(broker).send(RawClient.HELLO).send(packet))
                .map(attacker -> attacker.link().closed()))
        .containsExactly(
            ReasonCode.PROTOCOL_ERROR, // there is no alias either
            ReasonCode.TOPIC_FILTER_INVALID,
            ReasonCode.TOPIC_FILTER_INVALID);
    RawClient dying =
        new RawClient(broker).send("10 13 00044D515454 05 06 0000 00 000172 00 0000 0000");
    assertThat(dying.link().closed()).isEqualTo(ReasonCode.TOPIC_NAME_INVALID);
    expectUnharmed();
  }
}
