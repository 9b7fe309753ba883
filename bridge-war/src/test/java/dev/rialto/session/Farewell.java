package dev.rialto.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.wire.Packet;
import dev.rialto.wire.ReasonCode;
import java.util.List;

/** What an MQTT 5 client is told before the server closes its connection. */
final class Farewell {
  private Farewell() {}

  /** DISCONNECT with that reason, as the last packet of all; returns those before it. */
  static List<Packet> expect(TestClient client, ReasonCode why) {
    List<Packet> got = client.take();
    assertThat(got).last().isInstanceOf(Packet.Disconnect.class);
    Packet.Disconnect last = (Packet.Disconnect) got.get(got.size() - 1);
    assertThat(last.reason()).isEqualTo(why);
    client.expectClosed(why);
    client.send(new Packet.PingReq()); // [MQTT-3.14.4-1], [MQTT-3.14.4-2]: it is over
    client.expectNothing();
    return got.subList(0, got.size() - 1);
  }

  /** CONNACK with that reason, and nothing else. */
  static Packet.ConnAck expectRefusal(TestClient client, ReasonCode why) {
    List<Packet> got = client.take();
    assertThat(got).singleElement().isInstanceOf(Packet.ConnAck.class);
    Packet.ConnAck refusal = (Packet.ConnAck) got.get(0);
    assertThat(refusal.reason()).isEqualTo(why);
    assertThat(refusal.sessionPresent()).isFalse(); // [MQTT-3.2.2-6]
    client.expectClosed(why); // [MQTT-3.2.2-7]
    return refusal;
  }
}
