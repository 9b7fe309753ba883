package dev.rialto.session;

import static dev.rialto.session.Options.messages;
import static dev.rialto.session.TestClient.granted;
import static dev.rialto.session.TestClient.message;
import static dev.rialto.session.TestClient.request;
import static dev.rialto.session.TestClient.retained;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.observe.Counter;
import dev.rialto.wire.Message;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Payload;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.Qos;
import dev.rialto.wire.ReasonCode;
import dev.rialto.wire.UserProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a publisher says about its message reaches every subscriber (MQTT 5.0 section 3.3.2.3). */
class MessagePropertiesTest {
  /** [MQTT-3.3.2-4], [MQTT-3.3.2-15] to [MQTT-3.3.2-18], [MQTT-3.3.2-20] */
  private static final Properties ALL =
      Properties.builder()
          .user("b", "1")
          .put(Property.PAYLOAD_FORMAT_INDICATOR, 1)
          .put(Property.CONTENT_TYPE, "text/plain")
          .put(Property.RESPONSE_TOPIC, "answers/here")
          .put(Property.CORRELATION_DATA, new Payload(new byte[] {0, -1, 5}, 0, 3))
          .user("a", "2")
          .user("b", "")
          .user("b", "1")
          .build();

  private static final byte[] NO_TEXT = {'a', (byte) 0xC0, (byte) 0x80};

  private final TestBroker broker = new TestBroker();
  private final TestClient publisher = broker.clean5("publisher");
  private final TestClient client = broker.clean5("client");

  @BeforeEach
  void listen() {
    client.subscribe(request("t", 2), Properties.NONE);
  }

  private static Packet.Publish rich(int qos) {
    return message(qos, "t", "x", qos == 0 ? 0 : 1, ALL);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void live(int qos) {
    publisher.send(rich(qos));
    client.expect(rich(qos));
  }

  @Test
  void user_properties_keep_their_order() { // [MQTT-3.3.2-18]
    publisher.send(rich(0));
    assertThat(messages(client).get(0).message().properties().userProperties())
        .containsExactly(
            new UserProperty("b", "1"),
            new UserProperty("a", "2"),
            new UserProperty("b", ""),
            new UserProperty("b", "1"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void queued_and_repeated(int qos) {
    TestClient durable = broker.persistent5("durable");
    durable.subscribe(request("t", 2), Properties.NONE);
    durable.disconnect();
    publisher.send(rich(qos));
    TestClient back = broker.persistent5("durable");
    assertThat(messages(back)).containsExactly(rich(qos));
    back.vanish();
    assertThat(messages(broker.persistent5("durable")))
        .containsExactly(TestClient.again(rich(qos)));
  }

  @Test
  void retained_ones() {
    publisher.send(retained(rich(1)));
    TestClient late = broker.clean5("late");
    late.ask("t", 1, 5);
    late.expect(granted(5, 1), retained(rich(1)));
  }

  @Test
  void wills() {
    TestClient dying = broker.client5("dying");
    dying.connect5(
        true,
        0,
        new Packet.WillMessage(rich(0).message(), Qos.AT_LEAST_ONCE, false, 0),
        Properties.NONE);
    dying.vanish();
    client.expect(rich(1));
  }

  @Test
  void for_clients_of_mqtt_3_there_are_none() {
    TestClient old = broker.clean("old");
    old.subscribe("t", 1);
    publisher.send(rich(1));
    publisher.send(rich(0));
    old.expect(message(1, "t", "x", 1), message(0, "t", "x", 0));
    client.expect(rich(1), rich(0));
  }

  @Test
  void from_clients_of_mqtt_3_there_are_none() {
    broker.clean("old").publish(1, "t", "x", 1);
    client.expect(message(1, "t", "x", 1));
  }

  // --- payload format indicator ---

  private Packet.Publish mislabelled(int qos) {
    Message text = rich(qos).message();
    return new Packet.Publish(
        new Message(text.topic(), new Payload(NO_TEXT, 0, NO_TEXT.length), text.properties()),
        rich(qos).delivery());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void what_is_not_the_text_that_it_says_is_refused(int qos) { // section 3.3.2.3.2
    publisher.send(retained(mislabelled(qos)));
    client.expectNothing();
    assertThat(broker.count(Counter.DROPPED_PAYLOAD_INVALID)).isEqualTo(1);
    if (qos == 0) {
      publisher.expectNothing();
    } else {
      assertThat(publisher.take())
          .singleElement()
          .extracting("reason")
          .isEqualTo(ReasonCode.PAYLOAD_FORMAT_INVALID);
    }
    publisher.expectOpen();
    client.send(new Packet.Subscribe(5, java.util.List.of(request("t", 1))));
    client.expect(granted(5, 1)); // nor is it retained
  }

  @Test
  void without_the_indicator_it_is_any_bytes() {
    Message any = new Message(rich(1).message().topic(), new Payload(NO_TEXT, 0, NO_TEXT.length));
    publisher.send(new Packet.Publish(any, rich(1).delivery()));
    client.expect(new Packet.Publish(any, rich(1).delivery()));
  }

  @Test
  void a_will_that_is_not_the_text_that_it_says_is_refused_with_its_connect() {
    TestClient dying = broker.client5("dying");
    dying.connect5(
        true,
        0,
        new Packet.WillMessage(mislabelled(0).message(), Qos.AT_MOST_ONCE, false, 0),
        Properties.NONE);
    dying.expectClosed(ReasonCode.PAYLOAD_FORMAT_INVALID);
    client.expectNothing();
  }
}
