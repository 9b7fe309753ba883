package dev.rialto.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.ReasonCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Statements about CONNECT and CONNACK that have no test elsewhere; by number, as in both lists.
 */
class StatementsOfConnectTest {
  private final TestBroker broker = new TestBroker();

  // P is where MQTT 5.0 has properties. Numbers are of 3.1.1, and behind the stroke of 5.0
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "the reserved flag                   | 03 | 0001 61", // [MQTT-3.1.2-3]
        "a will without its topic            | 06 | 0001 61 P", // [MQTT-3.1.2-9]
        "a will without its message          | 06 | 0001 61 P 0001 77",
        "a will that is not announced        | 02 | 0001 61 P 0001 77 0000", // [MQTT-3.1.2-11]
        "a will QoS without a will           | 0a | 0001 61", // [MQTT-3.1.2-13] / -11
        "a will QoS of 3                     | 1e | 0001 61 P 0001 77 0000", // [MQTT-3.1.2-14] /
        // -12
        "a will retain without a will        | 22 | 0001 61", // [MQTT-3.1.2-15] / -13
        "a user name that is not announced   | 02 | 0001 61 0001 75", // [MQTT-3.1.2-18] / -16
        "a user name announced and missing   | 82 | 0001 61", // [MQTT-3.1.2-19] / -17
        "a password that is not announced    | 82 | 0001 61 0001 75 0001 70", // -20 / -18
        "a password announced and missing    | c2 | 0001 61 0001 75", // [MQTT-3.1.2-21] / -19
        "no client identifier                | 02 |", // [MQTT-3.1.3-3]
        "an identifier that is not UTF-8     | 02 | 0002 c328", // [MQTT-3.1.3-4]
        "a NUL in the identifier             | 02 | 0001 00",
        "a will topic that is not UTF-8      | 06 | 0001 61 P 0001 ff 0000", // [MQTT-3.1.3-10] /
        // -11
        "a user name with a surrogate        | 82 | 0001 61 0003 eda080", // [MQTT-3.1.3-11] / -12
      })
  void a_malformed_connect_is_refused(String what, String flags, String payload) {
    String fields = flags + "0000 P" + (payload == null ? "" : payload);
    TestClient listener = broker.clean("listener");
    listener.subscribe("#", 0);

    TestClient three = broker.client("anna");
    RawBytes.first(three, framed("0004 4d515454 04" + fields.replace("P", "")));
    three.expectNothing(); // [MQTT-3.1.4-1], [MQTT-3.2.2-6]: 3.1.1 has no return code for it
    three.expectClosed(ReasonCode.MALFORMED_PACKET);

    TestClient five = broker.client5("anna");
    RawBytes.first(five, framed("0004 4d515454 05" + fields.replace("P", "00")));
    Farewell.expectRefusal(five, ReasonCode.MALFORMED_PACKET); // [MQTT-3.1.4-1]

    for (TestClient refused : new TestClient[] {three, five}) { // [MQTT-3.1.4-5] / -6
      refused.connect(true);
      refused.publish("a", "unheard");
      refused.ask("b", 0, 1);
      refused.expectNothing();
    }
    listener.expectNothing();
    assertThat(broker.sessions()).as(what).isEqualTo(1);
  }

  /** CONNECT with that body. */
  private static String framed(String body) {
    return "10 %02x %s".formatted(body.replace(" ", "").length() / 2, body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "z",
        "0123456789ABCDEFGHIJKLM",
        "NOPQRSTUVWXYZabcdefghij",
        "klmnopqrstuvwxyz",
        "00000000000000000000000"
      })
  void an_identifier_of_letters_and_digits_is_accepted(String clientId) { // [MQTT-3.1.3-5]
    assertThat(clientId).hasSizeBetween(1, 23);
    TestClient three = broker.client(clientId);
    three.connect(true);
    three.expect(TestClient.WELCOME);
    TestClient five = broker.client5(clientId);
    five.connect5(true, Properties.NONE);
    assertThat(((Packet.ConnAck) five.take().get(0)).reason()).isEqualTo(ReasonCode.SUCCESS);
    five.expectOpen();
  }

  @ParameterizedTest
  @CsvSource({"20, false", "1000, true"})
  void a_refusal_says_why_where_there_is_room(long room, boolean why) { // [MQTT-3.2.2-19]
    TestClient client = broker.client5("anna");
    client.connect5(
        true,
        Properties.builder()
            .put(Property.AUTHENTICATION_METHOD, "none")
            .put(Property.MAXIMUM_PACKET_SIZE, room)
            .build());
    Packet.ConnAck refusal = Farewell.expectRefusal(client, ReasonCode.BAD_AUTHENTICATION_METHOD);
    assertThat(refusal.properties().has(Property.REASON_STRING)).isEqualTo(why);
  }

  @Test
  void a_session_is_its_client_identifiers() { // [MQTT-3.1.3-2]
    TestClient small = broker.persistent("anna");
    small.subscribe("t", 1);
    small.disconnect();
    for (String other : new String[] {"Anna", "anna ", "ann", "annaa"}) {
      broker.persistent(other).expect(TestClient.WELCOME);
    }
    broker.persistent("anna").expect(TestClient.WELCOME_BACK);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void who_has_no_will_leaves_none(boolean five) { // [MQTT-3.1.2-12]
    TestClient listener = broker.clean("listener");
    listener.subscribe("#", 0);
    TestClient mortal = broker.client("anna");
    mortal.connect(false, 0, TestClient.will(0, "w", "of the connection before", false));
    mortal.disconnect();
    (five ? broker.persistent5("anna") : broker.persistent("anna")).vanish();
    broker.scheduler().pass(java.time.Duration.ofDays(100)); // the session ends too
    listener.expectNothing();
  }
}
