package dev.rialto.session;

import static dev.rialto.session.TestClient.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.wire.Message;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Payload;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.Qos;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a will of MQTT 5 looks like when it is published (MQTT 5.0 section 3.1.3.2). */
class WillMessageTest {
  private final TestBroker broker = new TestBroker();
  private final TestClient listener = broker.clean5("listener");
  private final TestClient client = broker.client5("anna");

  @BeforeEach
  void listen() {
    listener.subscribe("#", 2);
  }

  private static Packet.WillMessage will(boolean retain, long delay, Properties properties) {
    Message rich = message(0, "w", "bye", 0, properties).message();
    return new Packet.WillMessage(rich, Qos.AT_LEAST_ONCE, retain, delay);
  }

  private static Properties expiry(long seconds) {
    return Properties.of(Property.MESSAGE_EXPIRY_INTERVAL, seconds);
  }

  @Test
  void it_has_all_its_properties_in_their_order() { // [MQTT-3.1.2-9], [MQTT-3.1.3-10]
    Properties all =
        Properties.builder()
            .put(Property.PAYLOAD_FORMAT_INDICATOR, 1)
            .put(Property.CONTENT_TYPE, "text/plain")
            .put(Property.RESPONSE_TOPIC, "condolences")
            .put(Property.CORRELATION_DATA, Payload.of("id"))
            .user("b", "1")
            .user("a", "2")
            .user("b", "1")
            .build();
    client.connect5(true, 0, will(false, 0, all), Properties.NONE);
    client.vanish();
    listener.expect(message(1, "w", "bye", 1, all)); // and not the will delay interval
  }

  @Test
  void an_mqtt_3_client_gets_it_without() {
    TestClient old = broker.clean("old");
    old.subscribe("w", 1);
    client.connect5(true, 0, will(false, 0, expiry(5)), Properties.NONE);
    client.vanish();
    old.expect(message(1, "w", "bye", 1));
  }

  @Test
  void its_expiry_counts_from_its_publication() { // section 3.1.3.2.4
    TestClient away = broker.persistent5("away");
    away.subscribe("w", 1);
    away.vanish();
    client.connect5(
        true,
        0,
        will(false, 60, expiry(10)),
        Properties.of(Property.SESSION_EXPIRY_INTERVAL, 3600));
    broker.scheduler().pass(Duration.ofMinutes(30));
    client.vanish();
    broker.scheduler().pass(Duration.ofSeconds(60));
    listener.expect(message(1, "w", "bye", 1, expiry(10)));
    broker.scheduler().pass(Duration.ofSeconds(4));
    assertThat(broker.persistent5("away").take()).last().isEqualTo(timed(6));
  }

  private static Packet timed(long left) {
    return message(1, "w", "bye", 1, expiry(left));
  }

  @Test
  void when_it_has_expired_it_is_gone() {
    client.connect5(true, 0, will(true, 0, expiry(10)), Properties.NONE);
    client.vanish();
    listener.take();
    broker.scheduler().pass(Duration.ofSeconds(10));
    TestClient late = broker.clean5("late");
    late.subscribe("w", 1);
    late.expectNothing();
  }

  @Test
  void it_is_retained_when_it_says_so() { // [MQTT-3.1.2-15]
    client.connect5(true, 0, will(true, 0, Properties.NONE), Properties.NONE);
    client.vanish();
    TestClient late = broker.clean5("late");
    late.ask("w", 1, 1);
    assertThat(late.take()).last().isEqualTo(TestClient.retained(message(1, "w", "bye", 1)));
  }
}
