package dev.rialto.wire;

import static dev.rialto.wire.Row.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.wire.Packet.Subscribe.Request;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The other packets of MQTT 5.0 (sections 3.4 to 3.15), also where they may be shortened. */
class Packet5TableTest {
  private static final Properties REMARK =
      Properties.builder().put(Property.REASON_STRING, "why").user("k", "v").build();

  private static final List<RetainHandling> HANDLING =
      List.of(RetainHandling.SEND, RetainHandling.SEND_IF_NEW, RetainHandling.DO_NOT_SEND);

  private static final String REMARKED = "0D 1F <why> 26 <k> <v>";

  @ParameterizedTest
  @CsvSource({"PUBACK, 40, 80", "PUBREC, 50, 97", "PUBREL, 62, 92", "PUBCOMP, 70, 92"})
  void an_acknowledgement_ends_where_the_rest_says_nothing(String name, String first, String error)
      throws MalformedPacketException {
    ReasonCode code = ReasonCode.of(Bytes.of(error)[0] & 0xFF, PacketType.valueOf(name));
    Properties none = Properties.NONE;
    Stream<Row> rows =
        Stream.of(
            row("all's well", Holder.of(name, none), first + "02 0001"),
            row("a reason", Holder.of(name, code, none), first + "03 0001" + error),
            row("a remark", Holder.of(name, REMARK), first + "11 0001 00" + REMARKED),
            row("both", Holder.of(name, code, REMARK), first + "11 0001" + error + REMARKED));
    for (Row row : rows.toList()) {
      row.provesBothDirectionsInMqtt5();
    }
    assertThat(read(first + "03 0001 00")).isEqualTo(Holder.of(name, none));
    assertThat(read(first + "04 0001 00 00")).isEqualTo(Holder.of(name, none));
    assertThat(read(first + "04 0001" + error + "00")).isEqualTo(Holder.of(name, code, none));
  }

  private static Packet read(String bytes) throws MalformedPacketException {
    return Reading.one(Bytes.of(bytes), ProtocolVersion.MQTT_5);
  }

  @ParameterizedTest
  @MethodSource
  void a_disconnect_ends_where_the_rest_says_nothing(Row row) throws MalformedPacketException {
    row.provesBothDirectionsInMqtt5();
  }

  static Stream<Row> a_disconnect_ends_where_the_rest_says_nothing() {
    Properties all =
        Properties.builder()
            .put(Property.SESSION_EXPIRY_INTERVAL, 0)
            .put(Property.SERVER_REFERENCE, "s")
            .build()
            .and(REMARK);
    return Stream.of(
        row("normal", new Packet.Disconnect(), "E0 00"),
        row(
            "a reason",
            new Packet.Disconnect(ReasonCode.DISCONNECT_WITH_WILL_MESSAGE, Properties.NONE),
            "E0 01 04"),
        row(
            "all properties",
            new Packet.Disconnect(ReasonCode.SERVER_MOVED, all),
            "E0 18 9D 16 11 00000000 1C <s> 1F <why> 26 <k> <v>"));
  }

  @ParameterizedTest
  @CsvSource({"E0 00", "E0 01 00", "E0 02 00 00"})
  void a_normal_disconnect_may_be_written_out(String bytes) throws MalformedPacketException {
    assertThat(read(bytes)).isEqualTo(new Packet.Disconnect());
  }

  @ParameterizedTest
  @MethodSource
  void an_auth_has_a_method(Row row) throws MalformedPacketException {
    row.provesBothDirectionsInMqtt5();
  }

  static Stream<Row> an_auth_has_a_method() {
    Properties method = Properties.of(Property.AUTHENTICATION_METHOD, "m");
    Properties all =
        Properties.builder()
            .put(Property.AUTHENTICATION_METHOD, "m")
            .put(Property.AUTHENTICATION_DATA, Payload.of("d"))
            .build()
            .and(REMARK);
    return Stream.of(
        row("success", new Packet.Auth(ReasonCode.SUCCESS, method), "F0 06 00 04 15 <m>"),
        row("again", new Packet.Auth(ReasonCode.REAUTHENTICATE, method), "F0 06 19 04 15 <m>"),
        row(
            "all properties",
            new Packet.Auth(ReasonCode.CONTINUE_AUTHENTICATION, all),
            "F0 17 18 15 15 <m> 16 <d> 1F <why> 26 <k> <v>"));
  }

  @ParameterizedTest
  @MethodSource
  void a_ping_has_nothing_in_mqtt_5_either(Row row) throws MalformedPacketException {
    row.provesBothDirectionsInMqtt5();
  }

  static Stream<Row> a_ping_has_nothing_in_mqtt_5_either() {
    return Stream.of(
        row("PINGREQ", new Packet.PingReq(), "C0 00"),
        row("PINGRESP", new Packet.PingResp(), "D0 00"));
  }

  @ParameterizedTest
  @MethodSource
  void subscriptions_and_their_answers_begin_with_properties(Row row)
      throws MalformedPacketException {
    row.provesBothDirectionsInMqtt5();
  }

  static Stream<Row> subscriptions_and_their_answers_begin_with_properties() {
    Properties subscription =
        Properties.builder().put(Property.SUBSCRIPTION_IDENTIFIER, 300).user("k", "v").build();
    Properties user = Properties.builder().user("k", "v").build();
    List<Request> requests =
        List.of(
            new Request("a/b", Qos.AT_LEAST_ONCE),
            new Request("c", Qos.EXACTLY_ONCE, true, true, RetainHandling.DO_NOT_SEND));
    return Stream.of(
        row(
            "SUBSCRIBE without properties",
            new Packet.Subscribe(10, requests),
            "82 0D 000A 00 <a/b> 01 <c> 2E"),
        row(
            "SUBSCRIBE with all properties",
            new Packet.Subscribe(10, requests, subscription),
            "82 17 000A 0A 0B AC02 26 <k> <v> <a/b> 01 <c> 2E"),
        row(
            "UNSUBSCRIBE without properties",
            new Packet.Unsubscribe(10, List.of("a/b", "c")),
            "A2 0B 000A 00 <a/b> <c>"),
        row(
            "UNSUBSCRIBE with all properties",
            new Packet.Unsubscribe(10, List.of("a/b", "c"), user),
            "A2 12 000A 07 26 <k> <v> <a/b> <c>"),
        row(
            "SUBACK with all properties",
            new Packet.SubAck(
                10, List.of(ReasonCode.GRANTED_QOS_2, ReasonCode.NOT_AUTHORIZED), REMARK),
            "90 12 000A" + REMARKED + "02 87"),
        row(
            "UNSUBACK with all properties",
            new Packet.UnsubAck(
                10, List.of(ReasonCode.SUCCESS, ReasonCode.NO_SUBSCRIPTION_EXISTED), REMARK),
            "B0 12 000A" + REMARKED + "00 11"),
        row(
            "UNSUBACK without properties",
            new Packet.UnsubAck(10, List.of(ReasonCode.SUCCESS)),
            "B0 04 000A 00 00"));
  }

  @ParameterizedTest
  @CsvSource({"0, false, false", "1, false, true", "2, true, false", "0, true, true"})
  void options_are_in_a_byte_behind_the_filter(int qos, boolean noLocal, boolean asPublished)
      throws MalformedPacketException {
    for (int handling = 0; handling < 3; handling++) {
      int options = qos + (noLocal ? 4 : 0) + (asPublished ? 8 : 0) + 16 * handling;
      Request request = new Request("a", Qos.of(qos), noLocal, asPublished, HANDLING.get(handling));
      row("", new Packet.Subscribe(1, List.of(request)), "82 07 0001 00 <a>" + Bytes.hex(options))
          .provesBothDirectionsInMqtt5();
    }
  }
}
