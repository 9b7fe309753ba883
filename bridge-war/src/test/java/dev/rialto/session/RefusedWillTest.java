package dev.rialto.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.Setting;
import dev.rialto.wire.Message;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Payload;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.Qos;
import dev.rialto.wire.ReasonCode;
import org.junit.jupiter.api.Test;

/** Wills that the server cannot take, of clients that can be told so. */
class RefusedWillTest {
  private static TestClient connect(TestBroker broker, Packet.WillMessage will) {
    TestClient client = broker.client5("anna");
    client.connect5(true, 0, will, Properties.NONE);
    return client;
  }

  private static Packet.WillMessage text(byte... payload) {
    Message plain = TestClient.message(0, "w", "", 0).message();
    return new Packet.WillMessage(
        new Message(
            plain.topic(),
            new Payload(payload, 0, payload.length),
            Properties.of(Property.PAYLOAD_FORMAT_INDICATOR, 1)),
        Qos.AT_MOST_ONCE,
        false,
        0);
  }

  @Test
  void its_qos_must_not_be_above_the_maximum() { // [MQTT-3.2.2-12]
    TestBroker broker = new TestBroker(Setting.MQTT_QOS_MAX, 1);
    TestClient client = connect(broker, TestClient.will(2, "w", "bye", false));
    Farewell.expectRefusal(client, ReasonCode.QOS_NOT_SUPPORTED); // 0x9B
    assertThat(broker.sessions()).isZero();
    connect(broker, TestClient.will(1, "w", "bye", false)).expectOpen();
  }

  @Test
  void it_must_not_be_retained_if_that_is_off() { // [MQTT-3.2.2-13]
    TestBroker broker = new TestBroker(Setting.MQTT_RETAINED, false);
    TestClient client = connect(broker, TestClient.will(0, "w", "bye", true));
    Farewell.expectRefusal(client, ReasonCode.RETAIN_NOT_SUPPORTED); // 0x9A
    connect(broker, TestClient.will(0, "w", "bye", false)).expectOpen();
  }

  @Test
  void its_topic_must_be_one_that_may_be_published_to() {
    TestBroker broker = new TestBroker(Setting.TOPIC_LENGTH_MAX, 16, Setting.TOPIC_LEVELS_MAX, 2);
    for (String topic : new String[] {"a/b/c", "x".repeat(17)}) {
      TestClient client = connect(broker, TestClient.will(1, topic, "bye", false));
      Farewell.expectRefusal(client, ReasonCode.TOPIC_NAME_INVALID); // 0x90
      TestClient old = broker.client("old");
      old.connect(true, 0, TestClient.will(1, topic, "bye", false));
      old.expectNothing(); // there is no return code for it [MQTT-3.2.2-6]
      old.expectClosed(ReasonCode.TOPIC_NAME_INVALID);
    }
    connect(broker, TestClient.will(1, "a/" + "x".repeat(14), "bye", false)).expectOpen();
  }

  @Test
  void it_must_be_the_text_that_it_says() { // section 3.1.3.2.3
    TestBroker broker = new TestBroker();
    TestClient client = connect(broker, text((byte) 0xC3, (byte) 0x28));
    Farewell.expectRefusal(client, ReasonCode.PAYLOAD_FORMAT_INVALID); // 0x99
    connect(broker, text((byte) 0xC3, (byte) 0xA4)).expectOpen();
  }

  @Test
  void a_refused_connection_leaves_the_session_and_the_connection_there_is() {
    TestBroker broker = new TestBroker(Setting.MQTT_QOS_MAX, 1);
    TestClient first = broker.persistent5("anna");
    Farewell.expectRefusal(
        connect(broker, TestClient.will(2, "w", "bye", false)), ReasonCode.QOS_NOT_SUPPORTED);
    first.expectOpen();
    assertThat(broker.sessions()).isEqualTo(1);
  }
}
