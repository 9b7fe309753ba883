package dev.rialto.wire;

import static dev.rialto.wire.Reading.message;
import static dev.rialto.wire.Row.row;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** PUBLISH: all flags, with topics and payloads of every kind. */
class PublishTableTest {
  private record Kind(String first, String id, Delivery delivery) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("30", "", new Delivery(Qos.AT_MOST_ONCE, false, false, 0)),
          new Kind("31", "", new Delivery(Qos.AT_MOST_ONCE, false, true, 0)),
          new Kind("32", "0001", new Delivery(Qos.AT_LEAST_ONCE, false, false, 1)),
          new Kind("33", "00FF", new Delivery(Qos.AT_LEAST_ONCE, false, true, 255)),
          new Kind("3A", "0100", new Delivery(Qos.AT_LEAST_ONCE, true, false, 256)),
          new Kind("3B", "FFFF", new Delivery(Qos.AT_LEAST_ONCE, true, true, 65_535)),
          new Kind("34", "0001", new Delivery(Qos.EXACTLY_ONCE, false, false, 1)),
          new Kind("35", "7FFF", new Delivery(Qos.EXACTLY_ONCE, false, true, 32_767)),
          new Kind("3C", "8000", new Delivery(Qos.EXACTLY_ONCE, true, false, 32_768)),
          new Kind("3D", "FFFF", new Delivery(Qos.EXACTLY_ONCE, true, true, 65_535)));

  @ParameterizedTest
  @MethodSource
  void flags_topic_identifier_and_payload_have_their_places(Row row)
      throws MalformedPacketException {
    row.provesBothDirections();
  }

  static Stream<Row> flags_topic_identifier_and_payload_have_their_places() {
    return KINDS.stream()
        .flatMap(
            kind ->
                Stream.of("a", "/", "//a/", "a/b c/d", "$SYS/load", "été/東京/😀")
                    .flatMap(
                        topic ->
                            Stream.of("", "00", "'21.5'", "FF00C080EDA080")
                                .map(payload -> publish(kind, topic, payload))));
  }

  private static Row publish(Kind kind, String topic, String payload) {
    return row(
        kind.first + " " + topic + " " + payload,
        new Packet.Publish(message(topic, payload), kind.delivery),
        Bytes.framed(kind.first, "<" + topic + ">" + kind.id + payload));
  }

  @ParameterizedTest
  @MethodSource
  void written_out_byte_by_byte(Row row) throws MalformedPacketException {
    row.provesBothDirections();
  }

  static Stream<Row> written_out_byte_by_byte() {
    return Stream.of(
        row(
            "the shortest",
            new Packet.Publish(
                message("a", ""), Delivery.of(Qos.AT_MOST_ONCE, false, Properties.NONE)),
            "30 03 0001 61"),
        row(
            "the shortest retained, which makes the server forget (section 3.3.1.3)",
            new Packet.Publish(
                message("a", ""), Delivery.of(Qos.AT_MOST_ONCE, true, Properties.NONE)),
            "31 03 0001 61"),
        row(
            "section 3.3.2.3",
            new Packet.Publish(
                message("a/b", ""), new Delivery(Qos.AT_LEAST_ONCE, false, false, 10)),
            "32 07 0003 612F62 000A"),
        row(
            "a payload that looks like a packet",
            new Packet.Publish(
                message("a", "3003000161"), Delivery.of(Qos.AT_MOST_ONCE, false, Properties.NONE)),
            "30 08 0001 61 3003000161"),
        row(
            "a payload that looks like the identifier before it",
            new Packet.Publish(
                message("a", "00010001"), new Delivery(Qos.EXACTLY_ONCE, false, false, 1)),
            "34 09 0001 61 0001 00010001"));
  }

  @ParameterizedTest
  @MethodSource
  void an_identifier_is_any_but_zero(Row row) throws MalformedPacketException {
    row.provesBothDirections();
  }

  static Stream<Row> an_identifier_is_any_but_zero() {
    return IntStream.rangeClosed(0, 15)
        .map(bit -> 1 << bit)
        .boxed()
        .flatMap(
            id ->
                Stream.of(
                    row(
                        "QoS 1, " + id,
                        new Packet.Publish(
                            message("t", "'p'"), new Delivery(Qos.AT_LEAST_ONCE, false, false, id)),
                        "32 06 <t> " + Bytes.u16(id) + " 'p'"),
                    row(
                        "QoS 2, " + id,
                        new Packet.Publish(
                            message("t", "'p'"), new Delivery(Qos.EXACTLY_ONCE, false, false, id)),
                        "34 06 <t> " + Bytes.u16(id) + " 'p'")));
  }
}
