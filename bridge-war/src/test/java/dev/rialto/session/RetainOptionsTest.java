package dev.rialto.session;

import static dev.rialto.session.Options.asPublished;
import static dev.rialto.session.Options.handling;
import static dev.rialto.session.TestClient.granted;
import static dev.rialto.session.TestClient.message;
import static dev.rialto.session.TestClient.request;
import static dev.rialto.session.TestClient.retained;
import static dev.rialto.session.TestClient.will;
import static dev.rialto.wire.RetainHandling.DO_NOT_SEND;
import static dev.rialto.wire.RetainHandling.SEND;
import static dev.rialto.wire.RetainHandling.SEND_IF_NEW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.Setting;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.RetainHandling;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Retain As Published and Retain Handling (MQTT 5.0 section 3.8.3.1). */
class RetainOptionsTest {
  private final TestBroker broker = new TestBroker();
  private final TestClient publisher = broker.clean5("publisher");
  private final TestClient client = broker.clean5("client");

  // --- Retain As Published ---

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void the_flag_is_kept_for_who_wants_it_as_published(int qos) { // [MQTT-3.3.1-13]
    client.subscribe(asPublished("a", 2), Properties.NONE);
    int id = qos == 0 ? 0 : 1;
    publisher.retain(qos, "a", "kept", id);
    client.expect(retained(message(qos, "a", "kept", id)));
    publisher.publish(qos, "a", "live", id == 0 ? 0 : 2);
    client.expect(message(qos, "a", "live", id == 0 ? 0 : 2));
  }

  @Test
  void it_is_cleared_for_all_others() { // [MQTT-3.3.1-12]
    client.subscribe(request("a", 1), Properties.NONE);
    publisher.retain(1, "a", "x", 1);
    client.expect(message(1, "a", "x", 1));
  }

  @Test
  void one_subscription_that_wants_it_is_enough() {
    client.subscribe(request("a", 2), Properties.NONE);
    client.subscribe(asPublished("+", 0), Properties.NONE);
    publisher.retain(1, "a", "x", 1);
    client.expect(retained(message(1, "a", "x", 1)));
  }

  @Test
  void a_shared_subscription_may_want_it_too() {
    client.subscribe(asPublished("$share/g/a", 1), Properties.NONE);
    publisher.retain(1, "a", "x", 1);
    client.expect(retained(message(1, "a", "x", 1)));
  }

  @Test
  void a_message_that_waits_keeps_it() {
    TestClient durable = broker.persistent5("durable");
    durable.subscribe(asPublished("a", 1), Properties.NONE);
    durable.disconnect();
    publisher.retain(1, "a", "x", 1);
    assertThat(Options.messages(broker.persistent5("durable")))
        .containsExactly(retained(message(1, "a", "x", 1)));
  }

  @Test
  void a_will_is_retained_as_it_says() {
    client.subscribe(asPublished("w", 1), Properties.NONE);
    TestClient dying = broker.client5("dying");
    dying.connect5(true, 0, will(1, "w", "bye", true), Properties.NONE);
    dying.vanish();
    client.expect(retained(message(1, "w", "bye", 1)));
  }

  @Test
  void what_the_server_does_not_retain_has_no_flag() {
    TestBroker without = new TestBroker(Setting.MQTT_RETAINED, false);
    TestClient listener = without.clean5("listener");
    listener.subscribe(asPublished("a", 1), Properties.NONE);
    without.clean("old").retain(1, "a", "x", 1);
    listener.expect(message(1, "a", "x", 1));
  }

  // --- Retain Handling ---

  private void expectRetained(Packet.Subscribe.Request request, boolean sent) {
    client.send(new Packet.Subscribe(7, List.of(request)));
    if (sent) {
      client.expect(granted(7, 0), retained(message(0, "a", "x", 0)));
    } else {
      client.expect(granted(7, 0));
    }
  }

  @ParameterizedTest
  @CsvSource({"SEND, true, true", "SEND_IF_NEW, true, false", "DO_NOT_SEND, false, false"})
  void a_new_and_a_replaced_subscription_get_them( // [MQTT-3.3.1-9] to [MQTT-3.3.1-11]
      RetainHandling handling, boolean fresh, boolean replaced) {
    publisher.retain(0, "a", "x", 0);
    expectRetained(handling("a", 0, handling), fresh);
    expectRetained(handling("a", 0, handling), replaced);
    expectRetained(handling("+", 0, handling), fresh); // another filter is another subscription
  }

  @Test
  void what_counts_is_whether_there_was_a_subscription_and_not_what_it_said() {
    publisher.retain(0, "a", "x", 0);
    expectRetained(handling("a", 0, DO_NOT_SEND), false);
    expectRetained(handling("a", 0, SEND_IF_NEW), false);
    expectRetained(handling("a", 0, SEND), true); // [MQTT-3.8.4-4]
    client.send(new Packet.Unsubscribe(1, List.of("a")));
    client.take();
    expectRetained(handling("a", 0, SEND_IF_NEW), true);
  }

  @Test
  void twice_in_one_packet_the_second_is_a_replacement() { // [MQTT-3.8.4-5]
    publisher.retain(0, "a", "x", 0);
    client.send(
        new Packet.Subscribe(
            1, List.of(handling("a", 0, SEND_IF_NEW), handling("a", 1, SEND_IF_NEW))));
    client.expect(granted(1, 0, 1), retained(message(0, "a", "x", 0)));
  }

  @Test
  void a_resumed_session_has_its_subscriptions_already() {
    publisher.retain(0, "a", "x", 0);
    TestClient durable = broker.persistent5("durable");
    durable.subscribe(handling("a", 1, DO_NOT_SEND), Properties.NONE);
    durable.disconnect();
    TestClient back = broker.persistent5("durable");
    back.take();
    back.send(new Packet.Subscribe(1, List.of(handling("a", 1, SEND_IF_NEW))));
    back.expect(granted(1, 1));
  }

  @ParameterizedTest
  @EnumSource(RetainHandling.class)
  void a_shared_subscription_gets_none(RetainHandling handling) { // section 4.8.2
    publisher.retain(0, "a", "x", 0);
    expectRetained(handling("$share/g/a", 0, handling), false);
  }

  @ParameterizedTest
  @EnumSource(RetainHandling.class)
  void live_messages_come_whatever_it_is(RetainHandling handling) {
    client.subscribe(handling("a", 0, handling), Properties.NONE);
    publisher.publish("a", "live");
    client.expect(message(0, "a", "live", 0));
  }

  @Test
  void replacing_a_subscription_loses_no_message() { // [MQTT-3.8.4-4]
    client.subscribe(request("a", 1), Properties.NONE);
    client.link().room(0);
    publisher.publish(1, "a", "waits", 1);
    client.send(new Packet.Subscribe(5, List.of(request("a", 0))));
    client.link().room(9);
    client.dialogue().drained();
    client.expect(granted(5, 0), message(1, "a", "waits", 1));
  }
}
