package dev.rialto.wire;

import static dev.rialto.wire.Reading.message;
import static dev.rialto.wire.Row.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.wire.Packet.Connect;
import dev.rialto.wire.Packet.WillMessage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** CONNECT and CONNACK of MQTT 5.0 (sections 3.1 and 3.2), with all that they can have. */
class Connect5TableTest {
  private static final Properties ALL =
      Properties.builder()
          .put(Property.SESSION_EXPIRY_INTERVAL, 3600)
          .put(Property.AUTHENTICATION_METHOD, "SCRAM")
          .put(Property.AUTHENTICATION_DATA, Payload.of("n,,"))
          .put(Property.REQUEST_PROBLEM_INFORMATION, 0)
          .put(Property.REQUEST_RESPONSE_INFORMATION, 1)
          .put(Property.RECEIVE_MAXIMUM, 10)
          .put(Property.TOPIC_ALIAS_MAXIMUM, 5)
          .user("k", "v")
          .put(Property.MAXIMUM_PACKET_SIZE, 4096)
          .build();

  private static final String ALL_BYTES =
      Bytes.measured(
          "11 00000E10 15 <SCRAM> 16 <n,,> 17 00 19 01 21 000A 22 0005 26 <k> <v> 27 00001000");

  private static final WillMessage WILL =
      new WillMessage(
          message(
              "w/t",
              "'gone'",
              Properties.builder()
                  .put(Property.PAYLOAD_FORMAT_INDICATOR, 1)
                  .put(Property.MESSAGE_EXPIRY_INTERVAL, 60)
                  .put(Property.CONTENT_TYPE, "text/plain")
                  .put(Property.RESPONSE_TOPIC, "r/t")
                  .put(Property.CORRELATION_DATA, Payload.of("#7"))
                  .user("k", "v")
                  .build()),
          Qos.EXACTLY_ONCE,
          true,
          30);

  private static final String WILL_BYTES =
      Bytes.measured("01 01 02 0000003C 03 <text/plain> 08 <r/t> 09 <#7> 18 0000001E 26 <k> <v>")
          + "<w/t> <gone>";

  private static Connect connect(WillMessage will, String user, String password, Properties with) {
    Payload secret = password == null ? null : Payload.of(password);
    return new Connect(ProtocolVersion.MQTT_5, "id", true, 60, will, user, secret, with);
  }

  @ParameterizedTest
  @MethodSource
  void a_connect_has_its_properties_before_the_identifier_and_the_wills_behind(Row row)
      throws MalformedPacketException {
    row.provesBothDirectionsInMqtt5();
    assertThat(Reading.one(Bytes.of(row.bytes()))).as("first of all").isEqualTo(row.packet());
  }

  static Stream<Row> a_connect_has_its_properties_before_the_identifier_and_the_wills_behind() {
    return Stream.of(
        row(
            "nothing",
            connect(null, null, null, Properties.NONE),
            "10 0F 0004 4D515454 05 02 003C 00 0002 6964"),
        row(
            "a will without properties",
            connect(
                new WillMessage(message("w", "'m'"), Qos.AT_LEAST_ONCE, false, 0),
                null,
                null,
                Properties.NONE),
            "10 16 <MQTT> 05 0E 003C 00 <id> 00 <w> <m>"),
        row(
            "all properties",
            connect(null, null, null, ALL),
            Bytes.framed("10", "<MQTT> 05 02 003C" + ALL_BYTES + "<id>")),
        row(
            "a will with all properties",
            connect(WILL, null, null, Properties.NONE),
            Bytes.framed("10", "<MQTT> 05 36 003C 00 <id>" + WILL_BYTES)),
        row(
            "everything",
            connect(WILL, "user", "pass", ALL),
            Bytes.framed(
                "10", "<MQTT> 05 F6 003C" + ALL_BYTES + "<id>" + WILL_BYTES + "<user> <pass>")),
        row(
            "a password without a user name, which MQTT 5.0 allows (section 3.1.2.9)",
            connect(null, null, "pass", Properties.NONE),
            "10 15 <MQTT> 05 42 003C 00 <id> <pass>"));
  }

  @Test
  void properties_come_in_any_order() throws MalformedPacketException {
    String reversed =
        "27 00001000 26 <k> <v> 22 0005 21 000A 19 01 17 00 16 <n,,> 15 <SCRAM> 11 00000E10";
    assertThat(Reading.one(Bytes.of(SpecifiedPlace.of("CONNECT").with(reversed))))
        .isEqualTo(connect(null, null, null, ALL));
  }

  @ParameterizedTest
  @MethodSource
  void a_connack_is_flags_a_reason_and_properties(Row row) throws MalformedPacketException {
    row.provesBothDirectionsInMqtt5();
  }

  static Stream<Row> a_connack_is_flags_a_reason_and_properties() {
    Properties all =
        Properties.builder()
            .put(Property.SESSION_EXPIRY_INTERVAL, 0xFFFF_FFFFL)
            .put(Property.ASSIGNED_CLIENT_IDENTIFIER, "x-1")
            .put(Property.SERVER_KEEP_ALIVE, 30)
            .put(Property.AUTHENTICATION_METHOD, "SCRAM")
            .put(Property.AUTHENTICATION_DATA, Payload.of("v=1"))
            .put(Property.RESPONSE_INFORMATION, "re/x-1")
            .put(Property.SERVER_REFERENCE, "other:1883")
            .put(Property.REASON_STRING, "welcome")
            .put(Property.RECEIVE_MAXIMUM, 20)
            .put(Property.TOPIC_ALIAS_MAXIMUM, 8)
            .put(Property.MAXIMUM_QOS, 1)
            .put(Property.RETAIN_AVAILABLE, 0)
            .user("k", "v")
            .put(Property.MAXIMUM_PACKET_SIZE, 65_536)
            .put(Property.WILDCARD_SUBSCRIPTION_AVAILABLE, 1)
            .put(Property.SUBSCRIPTION_IDENTIFIER_AVAILABLE, 0)
            .put(Property.SHARED_SUBSCRIPTION_AVAILABLE, 1)
            .build();
    String bytes =
        "11 FFFFFFFF 12 <x-1> 13 001E 15 <SCRAM> 16 <v=1> 1A <re/x-1> 1C <other:1883> "
            + "1F <welcome> 21 0014 22 0008 24 01 25 00 26 <k> <v> 27 00010000 28 01 29 00 2A 01";
    return Stream.of(
        row("success", new Packet.ConnAck(false, ReasonCode.SUCCESS), "20 03 00 00 00"),
        row("session present", new Packet.ConnAck(true, ReasonCode.SUCCESS), "20 03 01 00 00"),
        row("refused", new Packet.ConnAck(false, ReasonCode.BANNED), "20 03 00 8A 00"),
        row(
            "all properties",
            new Packet.ConnAck(true, ReasonCode.SUCCESS, all),
            Bytes.framed("20", "01 00" + Bytes.measured(bytes))));
  }
}
