package dev.rialto.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.observe.Counter;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.ReasonCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** DISCONNECT of a client, and what follows: nothing (MQTT 5.0 section 3.14.4). */
class ClientDisconnectTest {
  private final TestBroker broker = new TestBroker();
  private final TestClient client = broker.clean5("anna");

  @ParameterizedTest
  @EnumSource(names = {"NORMAL_DISCONNECTION", "DISCONNECT_WITH_WILL_MESSAGE", "PROTOCOL_ERROR"})
  void nothing_is_sent_after_it(ReasonCode reason) { // [MQTT-3.14.4-1]
    client.subscribe("t", 0);
    client.disconnect(reason, Properties.NONE);
    broker.clean("publisher").publish("t", "late");
    client.send(new Packet.PingReq());
    client.expectNothing();
    client.expectClosed(reason);
    broker.shutDown();
    client.expectNothing();
  }

  @Test
  void nothing_after_it_counts() {
    TestClient listener = broker.clean5("listener");
    listener.subscribe("#", 1);
    client.disconnect();
    client.publish(1, "t", "late", 1);
    client.ask("t", 1, 2);
    listener.expectNothing();
    client.expectNothing();
  }

  @Test
  void what_was_promised_before_is_still_stored_but_not_sent() {
    broker.persistent("durable").subscribe("t", 1);
    broker.store().hold();
    client.publish(1, "t", "x", 1);
    client.disconnect();
    broker.store().release();
    client.expectNothing();
  }

  @Test
  void a_connection_that_is_lost_gets_nothing() {
    client.vanish();
    client.expectNothing();
    assertThat(broker.count(Counter.CONNECTIONS_IN_ERROR)).isZero();
  }

  @Test
  void who_is_gone_cannot_be_disconnected() {
    client.disconnect();
    assertThat(broker.disconnect("anna")).isFalse();
    assertThat(broker.disconnect("nobody")).isFalse();
  }
}
