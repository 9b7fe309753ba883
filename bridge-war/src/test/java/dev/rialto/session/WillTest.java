package dev.rialto.session;

import static dev.rialto.session.TestClient.granted;
import static dev.rialto.session.TestClient.message;
import static dev.rialto.session.TestClient.retained;
import static dev.rialto.session.TestClient.will;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.Setting;
import dev.rialto.observe.Counter;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Payload;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a will is published (MQTT 3.1.1 section 3.1.2.5), and when not. */
class WillTest {
  private TestBroker broker = new TestBroker();
  private TestClient listener;
  private TestClient client;

  @BeforeEach
  void listen() {
    listener = broker.clean("listener");
    listener.subscribe("#", 2);
    client = broker.client("anna");
  }

  private void connect(Packet.WillMessage will) {
    client.connect(true, 10, will);
    client.take();
  }

  private static final Map<String, BiConsumer<TestBroker, TestClient>> SAD_ENDS =
      Map.of(
          "loss", (broker, client) -> client.vanish(),
          "silence", (broker, client) -> broker.scheduler().pass(Duration.ofSeconds(15)),
          "a second CONNECT", (broker, client) -> client.connect(true),
          "an invalid filter", (broker, client) -> client.ask("a/#/b", 0, 1),
          "a takeover", (broker, client) -> broker.clean("anna"),
          "a takeover by a persistent session", (broker, client) -> broker.persistent("anna"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "loss",
        "silence",
        "a second CONNECT",
        "an invalid filter",
        "a takeover",
        "a takeover by a persistent session"
      })
  void it_is_published_once_upon(String end) { // [MQTT-3.1.2-8]
    connect(will(1, "gone/anna", "bye", false));
    listener.expectNothing();
    SAD_ENDS.get(end).accept(broker, client);
    listener.expect(message(1, "gone/anna", "bye", 1));
    client.vanish();
    client.vanish();
    listener.expectNothing();
    assertThat(broker.count(Counter.WILLS_PUBLISHED)).isEqualTo(1);
  }

  @Test
  void a_durable_client_has_its_will_at_each_connection() {
    client.connect(false, 0, will(0, "w", "one", false));
    TestClient next = broker.client("anna");
    next.connect(false, 0, will(0, "w", "two", false));
    listener.expect(message(0, "w", "one", 0));
    next.vanish();
    listener.expect(message(0, "w", "two", 0));
  }

  @Test
  void not_after_disconnect() { // [MQTT-3.1.2-10], [MQTT-3.14.4-3]
    connect(will(1, "w", "bye", false));
    client.disconnect();
    client.vanish();
    listener.expectNothing();
    assertThat(broker.count(Counter.WILLS_PUBLISHED)).isZero();
  }

  @Test
  void not_when_the_server_stops() {
    connect(will(1, "w", "bye", false));
    broker.shutDown();
    client.vanish();
    listener.expectNothing();
    assertThat(broker.count(Counter.WILLS_PUBLISHED)).isZero(); // the listener is gone as well
  }

  @Test
  void not_when_connect_was_refused() {
    TestClient nameless = broker.client("");
    nameless.connect(false, 0, will(1, "w", "bye", false));
    nameless.vanish();
    listener.expectNothing();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void its_qos_is_the_wills(int qos) { // [MQTT-3.1.2-14]
    connect(will(qos, "w", "bye", false));
    client.vanish();
    listener.expect(message(qos, "w", "bye", qos == 0 ? 0 : 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void it_is_retained_when_it_says_so(int qos) { // [MQTT-3.1.2-17]
    connect(will(qos, "w", "bye", true));
    client.vanish();
    listener.expect(message(qos, "w", "bye", qos == 0 ? 0 : 1));
    TestClient late = broker.clean("late");
    late.ask("w", qos, 1);
    late.expect(granted(1, qos), retained(message(qos, "w", "bye", qos == 0 ? 0 : 1)));
  }

  @Test
  void it_is_not_retained_when_it_does_not() { // [MQTT-3.1.2-16]
    connect(will(1, "w", "bye", false));
    client.vanish();
    TestClient late = broker.clean("late");
    late.ask("w", 1, 1);
    late.expect(granted(1, 1));
  }

  @Test
  void an_empty_will_clears_what_was_retained() {
    listener.retain(0, "w", "here", 0);
    connect(
        new Packet.WillMessage(
            new dev.rialto.wire.Message(message(0, "w", "", 0).message().topic(), Payload.EMPTY),
            dev.rialto.wire.Qos.AT_MOST_ONCE,
            true,
            0));
    client.vanish();
    TestClient late = broker.clean("late");
    late.ask("w", 1, 1);
    late.expect(granted(1, 1));
  }

  @Test
  void the_settings_hold_for_wills_too() {
    broker = new TestBroker(Setting.MQTT_RETAINED, false, Setting.MQTT_QOS_MAX, 1);
    listener = broker.clean("listener");
    listener.ask("#", 1, 1);
    listener.take();
    client = broker.client("anna");
    connect(will(2, "w", "bye", true));
    client.vanish();
    listener.expect(message(1, "w", "bye", 1));
    assertThat(broker.count(Counter.RETAIN_IGNORED)).isEqualTo(1);
    listener.subscribe("w", 1);
  }
}
