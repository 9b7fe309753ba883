package dev.rialto.session;

import static dev.rialto.session.TestClient.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.observe.Counter;
import dev.rialto.wire.Packet;
import dev.rialto.wire.ReasonCode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One and a half times the keep alive, exactly. [MQTT-3.1.2-24] */
class KeepAliveTest {
  private static final Duration LITTLE = Duration.ofNanos(1);

  private final TestBroker broker = new TestBroker();
  private final TestClient client = broker.client("anna");

  private void pass(Duration time) {
    broker.scheduler().pass(time);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 45, 65_535})
  void silence_of_one_and_a_half_times_closes(int seconds) {
    client.connect(false, seconds, null);
    pass(Duration.ofMillis(1500L * seconds).minus(LITTLE));
    client.expectOpen();
    pass(LITTLE);
    client.expectClosed(ReasonCode.KEEP_ALIVE_TIMEOUT);
    assertThat(broker.count(Counter.CONNECTIONS_TIMED_OUT)).isEqualTo(1);
    assertThat(broker.sessions()).isEqualTo(1);
  }

  static List<Packet> anyPacket() {
    return List.of(
        new Packet.PingReq(),
        message(0, "a", "", 0),
        message(2, "a", "", 1),
        new Packet.PubAck(1),
        new Packet.PubRec(1),
        new Packet.PubRel(1),
        new Packet.PubComp(1),
        new Packet.Subscribe(1, List.of(TestClient.request("a", 0))),
        new Packet.Unsubscribe(1, List.of("a")));
  }

  @ParameterizedTest
  @MethodSource("anyPacket")
  void any_packet_just_in_time_keeps_it(Packet packet) {
    client.connect(false, 10, null);
    for (int i = 0; i < 5; i++) {
      pass(Duration.ofSeconds(15).minus(LITTLE));
      client.send(packet);
      client.expectOpen();
    }
    pass(Duration.ofSeconds(15).minus(LITTLE));
    client.expectOpen();
    pass(LITTLE);
    client.expectClosed(ReasonCode.KEEP_ALIVE_TIMEOUT);
  }

  @Test
  void what_the_server_sends_does_not_count() {
    client.connect(false, 10, null);
    client.subscribe("a", 0);
    TestClient publisher = broker.clean("publisher");
    for (int i = 0; i < 15; i++) {
      client.expectOpen();
      pass(Duration.ofSeconds(1));
      publisher.publish("a", "");
    }
    client.expectClosed(ReasonCode.KEEP_ALIVE_TIMEOUT);
  }

  @Test
  void many_packets_take_one_alarm() {
    client.connect(true, 10, null);
    for (int i = 0; i < 1000; i++) {
      pass(Duration.ofMillis(10));
      client.send(new Packet.PingReq());
      assertThat(broker.scheduler().planned()).isEqualTo(1);
    }
  }

  @Test
  void zero_is_never() { // section 3.1.2.10
    client.connect(true, 0, null);
    assertThat(broker.scheduler().planned()).isZero();
    pass(Duration.ofDays(10_000));
    client.expectOpen();
  }

  @Test
  void a_connection_that_is_gone_is_watched_no_longer() {
    client.connect(true, 10, null);
    client.disconnect();
    assertThat(broker.scheduler().planned()).isZero();
  }

  @Test
  void each_connection_has_its_own() {
    client.connect(false, 10, null);
    TestClient next = broker.client("anna");
    next.connect(false, 1002, null);
    pass(Duration.ofSeconds(1503).minus(LITTLE));
    next.expectOpen();
    pass(LITTLE);
    next.expectClosed(ReasonCode.KEEP_ALIVE_TIMEOUT);
  }
}
