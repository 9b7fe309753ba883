package dev.rialto.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.Setting;
import dev.rialto.observe.Counter;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.ReasonCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client has been told not to publish ends its connection (MQTT 5.0 section 3.3). */
class ForbiddenPublishTest {
  @ParameterizedTest
  @CsvSource({"0, 1", "0, 2", "1, 2"})
  void above_the_maximum_qos(int most, int qos) { // [MQTT-3.2.2-11]
    TestBroker broker = new TestBroker(Setting.MQTT_QOS_MAX, most);
    TestClient listener = broker.clean("listener");
    listener.subscribe("#", 0);
    TestClient client = broker.clean5("anna");
    client.publish(most, "a", "allowed", 1);
    client.take();
    client.publish(qos, "a", "forbidden", 2);
    Farewell.expect(client, ReasonCode.QOS_NOT_SUPPORTED); // 0x9B
    assertThat(listener.takePayloads()).containsExactly("allowed");
    assertThat(broker.count(Counter.CONNECTIONS_IN_ERROR)).isEqualTo(1);
  }

  @Test
  void one_may_subscribe_above_it_all_the_same() { // [MQTT-3.2.2-10]
    TestClient client = new TestBroker(Setting.MQTT_QOS_MAX, 0).clean5("anna");
    client.ask("a", 2, 1);
    client.expect(TestClient.granted(1, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void retained_where_that_is_off(int qos) { // [MQTT-3.2.2-14]
    TestClient client = new TestBroker(Setting.MQTT_RETAINED, false).clean5("anna");
    client.retain(qos, "a", "", qos);
    Farewell.expect(client, ReasonCode.RETAIN_NOT_SUPPORTED); // 0x9A
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void with_a_subscription_identifier(int qos) { // [MQTT-3.3.4-6]
    TestClient client = new TestBroker().clean5("anna");
    Packet.Publish plain = TestClient.message(qos, "a", "", qos);
    Delivery own = plain.delivery().with(Properties.of(Property.SUBSCRIPTION_IDENTIFIER, 5));
    client.send(new Packet.Publish(plain.message(), own));
    Farewell.expect(client, ReasonCode.PROTOCOL_ERROR); // 0x82
  }

  @Test
  void also_on_the_wire() { // [MQTT-3.3.4-6]
    TestClient client = new TestBroker().clean5("anna");
    RawBytes.later(client, dev.rialto.wire.ProtocolVersion.MQTT_5, "30 06 0001 61 02 0b05");
    Farewell.expect(client, ReasonCode.PROTOCOL_ERROR);
  }

  @Test
  void mqtt_3_cannot_be_told_and_goes_on() {
    TestBroker broker = new TestBroker(Setting.MQTT_QOS_MAX, 0, Setting.MQTT_RETAINED, false);
    TestClient client = broker.clean("anna");
    client.retain(2, "a", "x", 1);
    client.expect(new Packet.PubRec(1));
    client.expectOpen();
  }
}
