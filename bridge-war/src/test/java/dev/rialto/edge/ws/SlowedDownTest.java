package dev.rialto.edge.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.Setting;
import dev.rialto.edge.Rialto;
import dev.rialto.observe.Counter;
import dev.rialto.session.Dialogue;
import dev.rialto.session.Peer;
import dev.rialto.session.RecordingLink;
import dev.rialto.session.TestBroker;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.ProtocolVersion;
import dev.rialto.wire.Qos;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A publisher whom the engine wants to be slower goes through the slow lane with its next read. */
class SlowedDownTest {
  private static final String CONNECT = "100c00044d5154540402000000 00".replace(" ", "");
  private static final String PUBLISH_QOS_1 = "3205000174" + "0001";
  private static final String PINGREQ = "c000";
  private static final int IN_FLIGHT_AND_MANY = 2048 + 8192;

  private final Rialto rialto = new Rialto();
  private Attendant publisher;

  @BeforeEach
  void start() throws Exception {
    rialto.start(TestBroker.settings(Setting.STORE, "memory"), Runnable::run);
    publisher =
        new Attendant(rialto, new Peer("192.0.2.7:51123"), new FakeChannel(FakeChannel.AT_ONCE));
    Dialogue subscriber = rialto.broker().open(new Peer("192.0.2.8:51123"), new RecordingLink());
    subscriber.on(
        new Packet.Connect(
            ProtocolVersion.MQTT_3_1_1, "s", true, 0, null, null, null, Properties.NONE));
    subscriber.on(
        new Packet.Subscribe(1, List.of(new Packet.Subscribe.Request("t", Qos.AT_LEAST_ONCE))));
    publisher.binary(bytes(CONNECT));
  }

  @AfterEach
  void stop() {
    rialto.stop();
  }

  private static ByteBuffer bytes(String hex) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
  }

  @Test
  void only_while_it_outruns_a_subscriber() {
    publisher.binary(bytes(PUBLISH_QOS_1.repeat(IN_FLIGHT_AND_MANY - 1)));
    publisher.binary(bytes(PINGREQ));
    assertThat(rialto.counters().get(Counter.READS_SLOWED)).isZero();
    publisher.binary(bytes(PUBLISH_QOS_1));
    publisher.binary(bytes(PINGREQ));
    assertThat(rialto.counters().get(Counter.READS_SLOWED)).isEqualTo(1);
    publisher.binary(bytes(PINGREQ)); // which publishes nothing
    assertThat(rialto.counters().get(Counter.READS_SLOWED)).isEqualTo(1);
  }
}
