package dev.rialto.wire;

import static dev.rialto.wire.Reading.message;
import static dev.rialto.wire.Row.row;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** PUBLISH of MQTT 5.0 (section 3.3): the properties stand between identifier and payload. */
class Publish5TableTest {
  private static final Properties ALL =
      Properties.builder()
          .put(Property.PAYLOAD_FORMAT_INDICATOR, 1)
          .put(Property.MESSAGE_EXPIRY_INTERVAL, 60)
          .put(Property.CONTENT_TYPE, "text/plain")
          .put(Property.RESPONSE_TOPIC, "r/t")
          .put(Property.CORRELATION_DATA, Payload.of("#7"))
          .user("k", "v")
          .user("k", "w")
          .build();

  private static final String BYTES =
      "01 01 02 0000003C 03 <text/plain> 08 <r/t> 09 <#7> %s 26 <k> <v> 26 <k> <w>";

  @ParameterizedTest
  @CsvSource({
    "30, '',   0, false, false, 0",
    "31, '',   0, false, true,  0",
    "32, 0001, 1, false, false, 1",
    "33, 00FF, 1, false, true,  255",
    "3A, 0100, 1, true,  false, 256",
    "3D, FFFF, 2, true,  true,  65535"
  })
  void properties_follow_the_identifier(
      String first, String idBytes, int qos, boolean duplicate, boolean retain, int id)
      throws MalformedPacketException {
    Delivery delivery = new Delivery(Qos.of(qos), duplicate, retain, id);
    for (String payload : new String[] {"", "00", "'21.5'"}) {
      row(
              "none",
              new Packet.Publish(message("a/b", payload), delivery),
              Bytes.framed(first, "<a/b>" + idBytes + "00" + payload))
          .provesBothDirectionsInMqtt5();
      row(
              "all",
              new Packet.Publish(message("a/b", payload, ALL), delivery),
              Bytes.framed(
                  first, "<a/b>" + idBytes + Bytes.measured(BYTES.formatted("")) + payload))
          .provesBothDirectionsInMqtt5();
    }
  }

  @ParameterizedTest
  @MethodSource
  void subscription_identifiers_are_the_deliverys(Row row) throws MalformedPacketException {
    row.provesBothDirectionsInMqtt5();
  }

  static Stream<Row> subscription_identifiers_are_the_deliverys() {
    Properties own =
        Properties.builder()
            .put(Property.SUBSCRIPTION_IDENTIFIER, 7)
            .put(Property.SUBSCRIPTION_IDENTIFIER, 268_435_455)
            .build();
    return Stream.of(
        row(
            "nothing else",
            new Packet.Publish(message("a", "'p'"), Delivery.of(Qos.AT_MOST_ONCE, false, own)),
            "30 0C <a> 07 0B 07 0B FFFFFF7F 'p'"),
        row(
            "with an identifier of the packet",
            new Packet.Publish(
                message("a", "'p'"), new Delivery(Qos.AT_LEAST_ONCE, false, false, 0x1234, own)),
            "32 0E <a> 1234 07 0B 07 0B FFFFFF7F 'p'"),
        row(
            "among all others",
            new Packet.Publish(message("a", "'p'", ALL), Delivery.of(Qos.AT_MOST_ONCE, true, own)),
            Bytes.framed(
                "31", "<a>" + Bytes.measured(BYTES.formatted("0B 07 0B FFFFFF7F")) + "'p'")));
  }

  /** What the payload begins with must not count as properties, nor the other way. */
  @ParameterizedTest
  @CsvSource({"''", "00", "0101", "05 0101", "2600016B000176"})
  void the_payload_begins_behind_the_properties(String payload) throws MalformedPacketException {
    row(
            "none",
            new Packet.Publish(
                message("a", payload), Delivery.of(Qos.AT_MOST_ONCE, false, Properties.NONE)),
            Bytes.framed("30", "<a> 00" + payload))
        .provesBothDirectionsInMqtt5();
    row(
            "one",
            Holder.of("PUBLISH", Properties.of(Property.PAYLOAD_FORMAT_INDICATOR, 0)),
            "30 07 <a> 02 01 00 'p'")
        .provesBothDirectionsInMqtt5();
  }

  /** Where the length of the properties takes one byte more. */
  @ParameterizedTest
  @CsvSource({
    "127, 7F",
    "128, 8001",
    "16383, FF7F",
    "16384, 808001",
    "65535, FFFF03",
    "65536, 808004"
  })
  void a_property_length_takes_as_few_bytes_as_it_can(int length, String bytes)
      throws MalformedPacketException {
    int value = Math.min(length, 60_000) - 10;
    int rest = length - value - 10;
    Properties.Builder properties = Properties.builder().user("abcde", "x".repeat(value));
    String literal = "26 <abcde>" + Bytes.u16(value) + "78".repeat(value);
    if (rest > 0) {
      properties.user("", "y".repeat(rest - 5));
      literal += "26 0000" + Bytes.u16(rest - 5) + "79".repeat(rest - 5);
    }
    row(
            "",
            Holder.of("PUBLISH", properties.build()),
            Bytes.framed("30", "<a>" + bytes + literal + "'p'"))
        .provesBothDirectionsInMqtt5();
  }
}
