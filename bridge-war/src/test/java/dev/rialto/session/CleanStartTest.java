package dev.rialto.session;

import static dev.rialto.session.TestClient.WELCOME;
import static dev.rialto.session.TestClient.WELCOME_BACK;
import static dev.rialto.session.TestClient.again;
import static dev.rialto.session.TestClient.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which session a CONNECT gets (MQTT 5.0 section 3.1.2.4), also of a client that changes version.
 */
class CleanStartTest {
  private final TestBroker broker = new TestBroker();
  private final TestClient publisher = broker.clean("publisher");

  private boolean presentAfter(boolean cleanStart, long expiry) {
    TestClient client = broker.client5("anna");
    client.connect5(cleanStart, Properties.of(Property.SESSION_EXPIRY_INTERVAL, expiry));
    return ((Packet.ConnAck) client.take().get(0)).sessionPresent();
  }

  // [MQTT-3.1.2-4] to [MQTT-3.1.2-6], [MQTT-3.2.2-2], [MQTT-3.2.2-3]
  @ParameterizedTest
  @CsvSource({
    "   0, true,  false",
    "   0, false, false",
    "3600, true,  false",
    "3600, false, true",
  })
  void a_session_is_continued_if_it_was_to_last_and_the_client_wants_to(
      long expiryBefore, boolean cleanStart, boolean present) {
    assertThat(presentAfter(true, expiryBefore)).isFalse();
    broker.disconnect("anna");
    assertThat(presentAfter(cleanStart, 60)).isEqualTo(present);
  }

  @ParameterizedTest
  @CsvSource({"0, true, false", "0, false, false", "3600, true, false", "3600, false, true"})
  void the_same_when_the_earlier_connection_is_still_there( // [MQTT-3.1.4-4]
      long expiryBefore, boolean cleanStart, boolean present) {
    presentAfter(true, expiryBefore);
    assertThat(presentAfter(cleanStart, 60)).isEqualTo(present);
    assertThat(broker.sessions()).isEqualTo(2); // the publisher's, and this one
  }

  @Test
  void nothing_is_left_of_a_session_after_a_clean_start() { // [MQTT-3.1.2-4]
    TestClient old = broker.persistent5("anna");
    old.subscribe("t", 1);
    publisher.publish(1, "t", "in flight", 1);
    old.disconnect();
    publisher.publish(1, "t", "waiting", 1);
    TestClient next = broker.client5("anna");
    next.connect5(true, Properties.NONE);
    next.link().take();
    broker.expectNoSubscriptions();
    publisher.publish(1, "t", "new", 1);
    next.expectNothing();
  }

  @Test
  void a_clean_start_may_begin_a_session_that_lasts() { // MQTT 3 has one flag for both
    TestClient client = broker.client5("anna");
    client.connect5(true, Properties.of(Property.SESSION_EXPIRY_INTERVAL, 60));
    client.take();
    client.subscribe("t", 1);
    client.vanish();
    publisher.publish(1, "t", "x", 1);
    TestClient next = broker.persistent5("anna");
    assertThat(next.takePayloads()).containsExactly("x");
  }

  @Test
  void a_session_of_mqtt_3_goes_on_in_mqtt_5_and_back() { // [MQTT-3.1.2-5], [MQTT-4.4.0-1]
    TestClient three = broker.persistent("anna");
    three.subscribe("t", 2);
    publisher.publish(2, "t", "x", 1);
    publisher.publish(1, "t", "y", 2);
    three.pubrec(1);
    three.vanish();
    TestClient five = broker.persistent5("anna");
    assertThat(five.take())
        .satisfiesExactly(
            packet -> assertThat(((Packet.ConnAck) packet).sessionPresent()).isTrue(),
            packet -> assertThat(packet).isEqualTo(new Packet.PubRel(1)),
            packet -> assertThat(packet).isEqualTo(again(message(1, "t", "y", 2))));
    five.pubcomp(1);
    five.vanish();
    three = broker.persistent("anna");
    three.expect(WELCOME_BACK, again(message(1, "t", "y", 2)));
  }

  @Test
  void a_clean_session_of_mqtt_3_ends_one_of_mqtt_5() {
    broker.persistent5("anna").vanish();
    TestClient three = broker.client("anna");
    three.connect(true);
    three.expect(WELCOME);
    three.disconnect();
    broker.persistent("anna").expect(WELCOME);
  }
}
