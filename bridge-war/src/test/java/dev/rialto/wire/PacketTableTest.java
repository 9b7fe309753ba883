package dev.rialto.wire;

import static dev.rialto.wire.Row.row;

import dev.rialto.wire.Packet.Subscribe.Request;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every packet but CONNECT and PUBLISH, which have tables of their own. */
class PacketTableTest {
  private static final ReasonCode FAILURE = ReasonCode.UNSPECIFIED_ERROR;
  private static final ReasonCode[] GRANTED = {
    ReasonCode.GRANTED_QOS_0, ReasonCode.GRANTED_QOS_1, ReasonCode.GRANTED_QOS_2
  };

  private static final Qos[] QOS = {Qos.AT_MOST_ONCE, Qos.AT_LEAST_ONCE, Qos.EXACTLY_ONCE};

  @ParameterizedTest
  @MethodSource
  void an_acknowledgement_is_its_packet_identifier(Row row) throws MalformedPacketException {
    row.provesBothDirections();
  }

  static Stream<Row> an_acknowledgement_is_its_packet_identifier() {
    return IntStream.of(1, 2, 0x7F, 0x80, 0xFF, 0x100, 0x1234, 0x7FFF, 0x8000, 0xFFFE, 0xFFFF)
        .boxed()
        .flatMap(
            id ->
                Stream.of(
                    row("PUBACK " + id, new Packet.PubAck(id), "40 02 " + Bytes.u16(id)),
                    row("PUBREC " + id, new Packet.PubRec(id), "50 02 " + Bytes.u16(id)),
                    row("PUBREL " + id, new Packet.PubRel(id), "62 02 " + Bytes.u16(id)),
                    row("PUBCOMP " + id, new Packet.PubComp(id), "70 02 " + Bytes.u16(id)),
                    row(
                        "UNSUBACK " + id,
                        new Packet.UnsubAck(id, List.of()),
                        "B0 02 " + Bytes.u16(id)),
                    row(
                        "SUBACK " + id,
                        new Packet.SubAck(id, List.of(ReasonCode.GRANTED_QOS_2)),
                        "90 03 " + Bytes.u16(id) + " 02"),
                    row(
                        "SUBSCRIBE " + id,
                        new Packet.Subscribe(id, List.of(new Request("a", Qos.AT_LEAST_ONCE))),
                        "82 06 " + Bytes.u16(id) + " <a> 01"),
                    row(
                        "UNSUBSCRIBE " + id,
                        new Packet.Unsubscribe(id, List.of("a")),
                        "A2 05 " + Bytes.u16(id) + " <a>")));
  }

  @ParameterizedTest
  @MethodSource
  void a_packet_without_a_body_is_two_bytes(Row row) throws MalformedPacketException {
    row.provesBothDirections();
  }

  static Stream<Row> a_packet_without_a_body_is_two_bytes() {
    return Stream.of(
        row("PINGREQ", new Packet.PingReq(), "C0 00"),
        row("PINGRESP", new Packet.PingResp(), "D0 00"),
        row("DISCONNECT", new Packet.Disconnect(), "E0 00"));
  }

  @ParameterizedTest
  @MethodSource
  void a_connack_is_session_present_and_a_return_code(Row row) throws MalformedPacketException {
    row.provesBothDirections();
  }

  static Stream<Row> a_connack_is_session_present_and_a_return_code() {
    return Stream.of(
        row("accepted", connAck(false, ReasonCode.SUCCESS), "20 02 00 00"),
        row("session present", connAck(true, ReasonCode.SUCCESS), "20 02 01 00"),
        row("version", connAck(false, ReasonCode.UNSUPPORTED_PROTOCOL_VERSION), "20 02 00 01"),
        row("identifier", connAck(false, ReasonCode.CLIENT_IDENTIFIER_NOT_VALID), "20 02 00 02"),
        row("unavailable", connAck(false, ReasonCode.SERVER_UNAVAILABLE), "20 02 00 03"),
        row("password", connAck(false, ReasonCode.BAD_USER_NAME_OR_PASSWORD), "20 02 00 04"),
        row("authorization", connAck(false, ReasonCode.NOT_AUTHORIZED), "20 02 00 05"));
  }

  private static Packet connAck(boolean sessionPresent, ReasonCode code) {
    return new Packet.ConnAck(sessionPresent, code);
  }

  @ParameterizedTest
  @MethodSource
  void a_subscribe_is_filters_each_with_a_qos(Row row) throws MalformedPacketException {
    row.provesBothDirections();
  }

  static Stream<Row> a_subscribe_is_filters_each_with_a_qos() {
    Stream<Row> example =
        Stream.of(
            row(
                "the example of section 3.8.3.1",
                subscribe(10, new Request("a/b", QOS[1]), new Request("c/d", QOS[2])),
                "82 0E 000A | 0003 612F62 01 | 0003 632F64 02"),
            row(
                "the same filter twice",
                subscribe(7, new Request("a", QOS[2]), new Request("a", QOS[0])),
                "82 0A 0007 <a> 02 <a> 00"),
            row(
                "an empty filter, which its line of the SUBACK is to refuse",
                subscribe(7, new Request("", QOS[0])),
                "82 05 0007 <> 00"),
            row(
                "a thousand filters",
                new Packet.Subscribe(9, Collections.nCopies(1000, new Request("x/#", QOS[1]))),
                Bytes.framed("82", "0009" + " <x/#> 01".repeat(1000))));
    Stream<Row> filters =
        Stream.of("+", "#", "/", "//", "a/+/b", "a/#", "$SYS/#", "$share/g/a", "a+b", "été/#")
            .flatMap(
                filter ->
                    IntStream.range(0, 3)
                        .mapToObj(
                            qos ->
                                row(
                                    filter + " at QoS " + qos,
                                    subscribe(5, new Request(filter, QOS[qos])),
                                    Bytes.framed("82", "0005 <" + filter + "> 0" + qos))));
    return Stream.concat(example, filters);
  }

  private static Packet subscribe(int id, Request... requests) {
    return new Packet.Subscribe(id, List.of(requests));
  }

  @ParameterizedTest
  @MethodSource
  void a_suback_is_a_return_code_for_each_filter(Row row) throws MalformedPacketException {
    row.provesBothDirections();
  }

  static Stream<Row> a_suback_is_a_return_code_for_each_filter() {
    return Stream.of(
        row("QoS 0", subAck(1, GRANTED[0]), "90 03 0001 00"),
        row("QoS 1", subAck(1, GRANTED[1]), "90 03 0001 01"),
        row("QoS 2", subAck(1, GRANTED[2]), "90 03 0001 02"),
        row("failure", subAck(1, FAILURE), "90 03 0001 80"),
        row("section 3.9.3.1", subAck(3, GRANTED[0], GRANTED[2], FAILURE), "90 05 0003 00 02 80"),
        row("failure first", subAck(3, FAILURE, GRANTED[1]), "90 04 0003 80 01"),
        row(
            "a thousand",
            new Packet.SubAck(9, Collections.nCopies(1000, GRANTED[2])),
            Bytes.framed("90", "0009" + "02".repeat(1000))));
  }

  private static Packet subAck(int id, ReasonCode... reasons) {
    return new Packet.SubAck(id, List.of(reasons));
  }

  @ParameterizedTest
  @MethodSource
  void an_unsubscribe_is_filters(Row row) throws MalformedPacketException {
    row.provesBothDirections();
  }

  static Stream<Row> an_unsubscribe_is_filters() {
    return Stream.of(
        row("one", unsubscribe(1, "a/+"), "A2 07 0001 <a/+>"),
        row("section 3.10.3.1", unsubscribe(10, "a/b", "c/d"), "A2 0C 000A 0003612F62 0003632F64"),
        row("an empty one", unsubscribe(1, ""), "A2 04 0001 0000"),
        row("a shared one", unsubscribe(1, "$share/g/#"), "A2 0E 0001 <$share/g/#>"),
        row("the same twice", unsubscribe(1, "#", "#"), "A2 08 0001 <#> <#>"),
        row("not ASCII", unsubscribe(1, "é"), "A2 06 0001 0002 C3A9"),
        row(
            "a thousand",
            new Packet.Unsubscribe(9, Collections.nCopies(1000, "+/x")),
            Bytes.framed("A2", "0009" + " <+/x>".repeat(1000))));
  }

  private static Packet unsubscribe(int id, String... filters) {
    return new Packet.Unsubscribe(id, List.of(filters));
  }
}
