package dev.rialto.wire;

import static dev.rialto.wire.Malformed.malformed;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Bodies that end too early or too late, and values that are reserved. */
final class MalformedBodies {

  /**
   * A valid packet.
   *
   * @param whole lengths at which its body may end all the same, or fails otherwise
   */
  private record Valid(String name, String first, String body, Set<Integer> whole) {}

  private MalformedBodies() {}

  private static Stream<Valid> valid() {
    return Stream.of(
        new Valid("CONNECT", "10", "<MQTT> 04 02 003C <id>", Set.of()),
        new Valid("CONNECT of all", "10", "<MQTT> 04 F6 003C <id> <w> <m> <u> <p>", Set.of()),
        new Valid("CONNECT of 3.1", "10", "<MQIsdp> 03 06 003C <id> <w> <m>", Set.of()),
        new Valid("CONNACK", "20", "01 00", Set.of()),
        new Valid("PUBLISH", "30", "<a/b>", Set.of()),
        new Valid("PUBLISH at QoS 1", "32", "<a/b> 000A", Set.of()),
        new Valid("PUBLISH at QoS 2", "3D", "<a/b> 000A", Set.of()),
        new Valid("PUBACK", "40", "1234", Set.of()),
        new Valid("PUBREC", "50", "1234", Set.of()),
        new Valid("PUBREL", "62", "1234", Set.of()),
        new Valid("PUBCOMP", "70", "1234", Set.of()),
        new Valid("SUBSCRIBE", "82", "1234 <a/b> 01 <c> 02", Set.of(2, 8)),
        new Valid("UNSUBSCRIBE", "A2", "1234 <a/b> <c>", Set.of(2, 7)),
        new Valid("UNSUBACK", "B0", "1234", Set.of()));
  }

  /** Each cut at every byte, with a remaining length to match. */
  static Stream<Malformed> cut() {
    Stream<Malformed> packets =
        valid()
            .flatMap(
                packet -> {
                  byte[] body = Bytes.of(packet.body);
                  return IntStream.range(0, body.length)
                      .filter(length -> !packet.whole.contains(length))
                      .mapToObj(
                          length ->
                              malformed(
                                  packet.name + " cut at " + length,
                                  Bytes.framed(
                                      packet.first, Bytes.hex(Arrays.copyOf(body, length))),
                                  Malformation.BODY_TOO_SHORT));
                });
    return Stream.concat(
        packets,
        Stream.of("90 00", "90 01 12").map(b -> malformed(b, Malformation.BODY_TOO_SHORT)));
  }

  /** Of the packets whose end is fixed. */
  static Stream<Malformed> withSurplus() {
    Stream<Valid> empty =
        Stream.of(
            new Valid("PINGREQ", "C0", "", Set.of()),
            new Valid("PINGRESP", "D0", "", Set.of()),
            new Valid("DISCONNECT", "E0", "", Set.of()));
    Set<String> open = Set.of("30", "32", "3D", "82", "A2");
    return Stream.concat(valid(), empty)
        .filter(packet -> !open.contains(packet.first))
        .flatMap(
            packet ->
                Stream.of("00", "FF", "0000", "'surplus'")
                    .map(
                        surplus ->
                            malformed(
                                packet.name + " and " + surplus,
                                Bytes.framed(packet.first, packet.body + surplus),
                                Malformation.BODY_TOO_LONG)));
  }

  static Stream<Malformed> identifiersOfZero() {
    return Stream.of(
            "32 05 <a> 0000",
            "32 07 <a> 0000 0001",
            "33 05 <a> 0000",
            "3A 05 <a> 0000",
            "34 05 <a> 0000",
            "3D 06 <a> 0000 00",
            "40 02 0000",
            "50 02 0000",
            "62 02 0000",
            "70 02 0000",
            "82 06 0000 <a> 00",
            "82 02 0000",
            "90 03 0000 00",
            "A2 05 0000 <a>",
            "B0 02 0000")
        .map(bytes -> malformed(bytes, Malformation.PACKET_IDENTIFIER_ZERO));
  }

  static Stream<Malformed> reservedQos() {
    Stream<Malformed> publish =
        Stream.of("36", "37", "3E", "3F")
            .flatMap(
                first ->
                    Stream.of("", "<a>", "<a> 0001", "<a> 0000", "<+>")
                        .map(body -> Bytes.framed(first, body)))
            .map(bytes -> malformed(bytes, Malformation.PUBLISH_QOS_RESERVED));
    Stream<Malformed> duplicate =
        Stream.of("38", "39")
            .flatMap(first -> Stream.of("", "<a>", "<a> 'p'").map(b -> Bytes.framed(first, b)))
            .map(bytes -> malformed(bytes, Malformation.PUBLISH_DUP_WITHOUT_QOS));
    Stream<Malformed> subscribe =
        IntStream.rangeClosed(3, 255)
            .mapToObj(qos -> "82 06 0001 <a>" + Bytes.hex(qos))
            .map(bytes -> malformed(bytes, Malformation.SUBSCRIBE_QOS_RESERVED));
    Stream<Malformed> second =
        Stream.of("82 0A 0001 <a> 02 <b> 03", "82 0A 0001 <a> 03 <b> 00", "82 05 0001 <> FF")
            .map(bytes -> malformed(bytes, Malformation.SUBSCRIBE_QOS_RESERVED));
    return Stream.of(publish, duplicate, subscribe, second).flatMap(rows -> rows);
  }

  static Stream<Malformed> withoutFilters() {
    return Stream.of("82 02 0001", "82 02 FFFF", "A2 02 0001", "A2 02 FFFF")
        .map(bytes -> malformed(bytes, Malformation.NO_TOPIC_FILTER));
  }

  static Stream<Malformed> connAckFlags() {
    return IntStream.rangeClosed(2, 255)
        .mapToObj(flags -> "20 02 " + Bytes.hex(flags) + " 00")
        .map(bytes -> malformed(bytes, Malformation.CONNACK_FLAGS_RESERVED));
  }

  static Stream<Malformed> returnCodes() {
    Stream<String> connAck =
        IntStream.rangeClosed(6, 255).mapToObj(code -> "20 02 00 " + Bytes.hex(code));
    Stream<String> subAck =
        IntStream.rangeClosed(3, 255)
            .filter(code -> code != 0x80)
            .mapToObj(code -> "90 04 0001 00 " + Bytes.hex(code));
    return Stream.concat(connAck, subAck)
        .map(bytes -> malformed(bytes, Malformation.RETURN_CODE_RESERVED));
  }
}
