package dev.rialto.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.Setting;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.ProtocolVersion;
import dev.rialto.wire.ReasonCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** DISCONNECT of the server (MQTT 5.0 section 3.14), which MQTT 3 does not have. */
class ServerDisconnectTest {
  private static final Map<ReasonCode, BiConsumer<TestBroker, TestClient>> ENDS =
      Map.of(
          ReasonCode.SESSION_TAKEN_OVER, // 0x8E [MQTT-3.1.4-3]
          (broker, client) -> broker.persistent5("anna"),
          ReasonCode.KEEP_ALIVE_TIMEOUT, // 0x8D [MQTT-3.1.2-22]
          (broker, client) -> broker.scheduler().pass(Duration.ofSeconds(15)),
          ReasonCode.ADMINISTRATIVE_ACTION, // 0x98
          (broker, client) -> assertThat(broker.disconnect("anna")).isTrue(),
          ReasonCode.SERVER_SHUTTING_DOWN, // 0x8B
          (broker, client) -> broker.shutDown(),
          ReasonCode.PROTOCOL_ERROR, // 0x82 [MQTT-3.1.0-2]
          (broker, client) -> client.connect5(true, Properties.NONE),
          ReasonCode.PACKET_TOO_LARGE, // 0x95 [MQTT-3.2.2-15]
          (broker, client) -> RawBytes.later(client, ProtocolVersion.MQTT_5, "30 ff ff 7f"),
          ReasonCode.MALFORMED_PACKET, // 0x81 [MQTT-4.13.1-1]
          (broker, client) -> RawBytes.later(client, ProtocolVersion.MQTT_5, "36 03 0001 61"),
          ReasonCode.TOPIC_FILTER_INVALID, // 0x8F [MQTT-4.7.1-1]
          (broker, client) -> client.ask("a/#/b", 0, 1));

  private final TestBroker broker = new TestBroker();

  static Stream<ReasonCode> reasons() {
    return ENDS.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("reasons")
  void a_client_is_told_why_its_connection_is_closed(ReasonCode why) { // [MQTT-4.13.2-1]
    TestClient client = broker.client5("anna");
    client.connect5(true, 10, null, Properties.NONE);
    client.take();
    ENDS.get(why).accept(broker, client);
    assertThat(Farewell.expect(client, why)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("reasons")
  void in_mqtt_3_it_only_sees_it_close(ReasonCode why) {
    TestClient client = broker.client("anna");
    client.connect(true, 10, null);
    client.take();
    ENDS.get(why).accept(broker, client);
    client.expectNothing();
    client.expectClosed(why);
  }

  @Test
  void what_only_servers_send_is_a_protocol_error() {
    for (Packet packet :
        List.of(
            new Packet.ConnAck(false, ReasonCode.SUCCESS),
            new Packet.SubAck(1, List.of(ReasonCode.GRANTED_QOS_0)),
            new Packet.UnsubAck(1, List.of(ReasonCode.SUCCESS)),
            new Packet.PingResp())) {
      TestClient client = broker.clean5("anna");
      client.send(packet);
      Farewell.expect(client, ReasonCode.PROTOCOL_ERROR);
    }
  }

  @Test
  void the_servers_keep_alive_counts() { // [MQTT-3.1.2-21], [MQTT-3.1.2-22], [MQTT-3.2.2-21]
    TestBroker strict = new TestBroker(Setting.KEEP_ALIVE_MAX, "10 s");
    for (int asked : List.of(0, 11, 65_535)) {
      TestClient client = strict.client5("anna");
      client.connect5(true, asked, null, Properties.NONE);
      assertThat(((Packet.ConnAck) client.take().get(0)).properties())
          .matches(says -> says.number(Property.SERVER_KEEP_ALIVE, -1) == 10);
      strict.scheduler().pass(Duration.ofSeconds(15).minusNanos(1));
      client.expectOpen();
      strict.scheduler().pass(Duration.ofNanos(1));
      Farewell.expect(client, ReasonCode.KEEP_ALIVE_TIMEOUT);
    }
  }

  @Test
  void a_shorter_one_of_the_client_counts() { // [MQTT-3.2.2-22]
    TestBroker strict = new TestBroker(Setting.KEEP_ALIVE_MAX, "10 s");
    TestClient client = strict.client5("anna");
    client.connect5(true, 10, null, Properties.NONE);
    assertThat(((Packet.ConnAck) client.take().get(0)).properties())
        .matches(says -> !says.has(Property.SERVER_KEEP_ALIVE));
    strict.scheduler().pass(Duration.ofSeconds(15));
    Farewell.expect(client, ReasonCode.KEEP_ALIVE_TIMEOUT);
  }
}
