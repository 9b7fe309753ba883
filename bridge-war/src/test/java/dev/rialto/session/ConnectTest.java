package dev.rialto.session;

import static dev.rialto.session.TestClient.WELCOME;
import static dev.rialto.session.TestClient.WELCOME_BACK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.observe.Counter;
import dev.rialto.wire.Packet;
import dev.rialto.wire.PacketReader;
import dev.rialto.wire.ReasonCode;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The first packet of a connection, and those that a client must never send. */
class ConnectTest {
  private final TestBroker broker = new TestBroker();
  private final TestClient client = broker.client("anna");

  static List<Packet> anythingButConnect() {
    return List.of(
        new Packet.ConnAck(false, ReasonCode.SUCCESS),
        TestClient.message(0, "a", "", 0),
        new Packet.PubAck(1),
        new Packet.PubRec(1),
        new Packet.PubRel(1),
        new Packet.PubComp(1),
        new Packet.Subscribe(1, List.of(TestClient.request("a", 0))),
        new Packet.SubAck(1, List.of(ReasonCode.GRANTED_QOS_0)),
        new Packet.Unsubscribe(1, List.of("a")),
        new Packet.UnsubAck(1, List.of()),
        new Packet.PingReq(),
        new Packet.PingResp(),
        new Packet.Disconnect());
  }

  @ParameterizedTest
  @MethodSource("anythingButConnect")
  void a_first_packet_other_than_connect_closes(Packet first) { // [MQTT-3.1.0-1]
    client.send(first);
    client.expectNothing();
    client.expectClosed(ReasonCode.PROTOCOL_ERROR);
    assertThat(broker.count(Counter.CONNECTIONS_REFUSED)).isEqualTo(1);
    client.connect(true);
    client.expectNothing();
    assertThat(broker.sessions()).isZero();
  }

  @Test
  void a_second_connect_closes() { // [MQTT-3.1.0-2]
    client.connect(true);
    client.expect(WELCOME);
    client.connect(true);
    client.expectNothing();
    client.expectClosed(ReasonCode.PROTOCOL_ERROR);
    assertThat(broker.count(Counter.CONNECTIONS_IN_ERROR)).isEqualTo(1);
    assertThat(broker.sessions()).isZero();
  }

  static List<Packet> serversOnly() {
    return List.of(
        new Packet.ConnAck(false, ReasonCode.SUCCESS),
        new Packet.SubAck(1, List.of(ReasonCode.GRANTED_QOS_0)),
        new Packet.UnsubAck(1, List.of()),
        new Packet.PingResp());
  }

  @ParameterizedTest
  @MethodSource("serversOnly")
  void a_packet_that_only_servers_send_closes(Packet packet) {
    client.connect(true);
    client.send(packet);
    client.expect(WELCOME);
    client.expectClosed(ReasonCode.PROTOCOL_ERROR);
  }

  @Test
  void connect_must_come_in_time() {
    broker.scheduler().pass(Duration.ofSeconds(10).minusNanos(1));
    client.expectOpen();
    broker.scheduler().pass(Duration.ofNanos(1));
    client.expectClosed(ReasonCode.PROTOCOL_ERROR);
    assertThat(broker.count(Counter.CONNECTIONS_REFUSED)).isEqualTo(1);
  }

  @Test
  void connect_in_time_ends_the_wait() {
    broker.scheduler().pass(Duration.ofSeconds(10).minusNanos(1));
    client.connect(true);
    assertThat(broker.scheduler().planned()).isZero();
    broker.scheduler().pass(Duration.ofDays(1));
    client.expectOpen();
  }

  @Test
  void a_connection_lost_before_connect_leaves_nothing() {
    client.vanish();
    assertThat(broker.scheduler().planned()).isZero();
    client.connect(true);
    client.expectNothing();
    assertThat(broker.sessions()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"true,false", "false,true"})
  void without_a_client_identifier_there_must_be_a_clean_session(boolean clean, boolean refused) {
    int planned = broker.scheduler().planned();
    TestClient nameless = broker.client("");
    nameless.connect(clean);
    if (refused) { // [MQTT-3.1.3-8], [MQTT-3.1.3-9]
      nameless.expect(new Packet.ConnAck(false, ReasonCode.CLIENT_IDENTIFIER_NOT_VALID));
      nameless.expectClosed(ReasonCode.CLIENT_IDENTIFIER_NOT_VALID);
      assertThat(broker.scheduler().planned()).isEqualTo(planned);
    } else { // [MQTT-3.1.3-6]
      nameless.expect(WELCOME);
      nameless.expectOpen();
    }
  }

  @Test
  void clients_without_identifier_each_get_their_own() { // [MQTT-3.1.3-6]
    TestClient one = broker.clean("");
    TestClient other = broker.clean("");
    one.expectOpen();
    other.expectOpen();
    assertThat(broker.sessions()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void mqtt_31_has_no_clients_without_identifier(boolean clean) {
    TestClient nameless = broker.client("");
    nameless.connect31(clean);
    nameless.expect(new Packet.ConnAck(false, ReasonCode.CLIENT_IDENTIFIER_NOT_VALID));
    nameless.expectClosed(ReasonCode.CLIENT_IDENTIFIER_NOT_VALID);
  }

  @ParameterizedTest
  @CsvSource({"6, MQTT", "99, MQTT", "3, MQTT", "0, MQTT", "4, MQIsdp"})
  void an_unknown_version_is_told_so_before_it_is_closed(int level, String name) {
    byte[] body = name.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    ByteBuffer connect = ByteBuffer.allocate(64).put((byte) 0x10);
    connect.put((byte) (2 + body.length + 6)).putShort((short) body.length).put(body);
    connect.put((byte) level).put((byte) 2).putShort((short) 0).putShort((short) 0).flip();
    PacketReader reader = new PacketReader(1000, 0);
    try {
      client.send(reader.next(connect));
    } catch (dev.rialto.wire.MalformedPacketException e) {
      client.dialogue().malformed(e);
    }
    client.expect( // [MQTT-3.1.2-2]
        new Packet.ConnAck(false, ReasonCode.UNSUPPORTED_PROTOCOL_VERSION));
    client.expectClosed(ReasonCode.UNSUPPORTED_PROTOCOL_VERSION);
  }

  // [MQTT-3.2.2-1] to [MQTT-3.2.2-3]
  @ParameterizedTest
  @CsvSource({
    "none, true, false",
    "none, false, false",
    "clean, true, false",
    "clean, false, false",
    "persistent, true, false",
    "persistent, false, true"
  })
  void the_client_is_told_whether_its_session_is_there(
      String before, boolean clean, boolean present) {
    if (before.equals("clean")) {
      broker.clean("anna").disconnect();
    } else if (before.equals("persistent")) {
      broker.persistent("anna").disconnect();
    }
    client.connect(clean);
    client.expect(present ? WELCOME_BACK : WELCOME);
  }

  // the same when the earlier connection is still there
  @ParameterizedTest
  @CsvSource({"true,true,false", "true,false,false", "false,true,false", "false,false,true"})
  void also_after_a_takeover(boolean cleanBefore, boolean clean, boolean present) {
    broker.client("anna").connect(cleanBefore);
    client.connect(clean);
    client.expect(present ? WELCOME_BACK : WELCOME);
    assertThat(broker.sessions()).isEqualTo(1);
  }

  @Test
  void mqtt_31_has_no_flag_for_that() {
    broker.persistent("anna").disconnect();
    client.connect31(false);
    client.expect(WELCOME);
  }

  @Test
  void a_ping_is_answered() { // [MQTT-3.12.4-1]
    client.connect(true);
    client.send(new Packet.PingReq());
    client.expect(WELCOME, new Packet.PingResp());
  }

  @Test
  void after_disconnect_nothing_counts() { // [MQTT-3.14.4-2]
    TestClient listener = broker.clean("listener");
    listener.subscribe("#", 0);
    client.connect(true);
    client.disconnect();
    client.publish("a", "late");
    client.expect(WELCOME);
    client.expectClosed(ReasonCode.NORMAL_DISCONNECTION);
    listener.expectNothing();
  }
}
