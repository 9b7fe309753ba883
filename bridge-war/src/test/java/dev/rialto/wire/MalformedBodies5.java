package dev.rialto.wire;

import static dev.rialto.wire.Malformed.malformed5;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Bodies that MQTT 5.0 refuses for something other than a property. */
final class MalformedBodies5 {
  private static final List<String> WITH_REASON =
      List.of(
          "CONNACK",
          "PUBACK",
          "PUBREC",
          "PUBREL",
          "PUBCOMP",
          "SUBACK",
          "UNSUBACK",
          "DISCONNECT",
          "AUTH");

  private MalformedBodies5() {}

  /** At each length but those at which the packet may end. */
  static Stream<Malformed> cut() {
    return SpecifiedPlace.ALL.stream()
        .flatMap(
            place -> {
              String properties =
                  Bytes.measured(place.name().equals("AUTH") ? "15 <m>" : "26<k><v>");
              byte[] body = Bytes.of(place.before() + properties + place.behind());
              Set<Integer> whole = mayEndAt(place.name());
              int fixed = Bytes.of(place.before() + properties).length;
              int end = place.name().equals("PUBLISH") ? fixed : body.length;
              return IntStream.range(0, end)
                  .filter(length -> !whole.contains(length))
                  .mapToObj(
                      length ->
                          malformed5(
                              place.name() + " cut at " + length,
                              Bytes.framed(place.first(), Bytes.hex(Arrays.copyOf(body, length))),
                              Malformation.BODY_TOO_SHORT));
            });
  }

  /** Or is refused for another reason when it ends there. */
  private static Set<Integer> mayEndAt(String place) {
    return switch (place) {
      case "PUBACK", "PUBREC", "PUBREL", "PUBCOMP" -> Set.of(2, 3);
      case "DISCONNECT", "AUTH" -> Set.of(0, 1);
      case "SUBSCRIBE", "UNSUBSCRIBE", "SUBACK", "UNSUBACK" -> Set.of(10);
      default -> Set.of();
    };
  }

  static Stream<Malformed> withSurplus() {
    return Stream.of(
            "CONNECT", "WILL", "CONNACK", "PUBACK", "PUBREC", "PUBREL", "PUBCOMP", "DISCONNECT")
        .map(SpecifiedPlace::of)
        .flatMap(
            place ->
                Stream.of("00", "FF", "'surplus'")
                    .map(
                        surplus ->
                            malformed5(
                                place.name() + " and " + surplus,
                                Bytes.framed(
                                    place.first(),
                                    place.before() + "00" + place.behind() + surplus),
                                Malformation.BODY_TOO_LONG)));
  }

  static Stream<Malformed> fixed() {
    return Stream.concat(
        Stream.of("32 06 <a> 0000 00", "3D 06 <a> 0000 00", "40 02 0000", "50 03 0000 00")
            .map(bytes -> malformed5(bytes, Malformation.PACKET_IDENTIFIER_ZERO)),
        Stream.of("82 03 0001 00", "82 0A 0001 07 26<k><v>", "A2 03 0001 00")
            .map(bytes -> malformed5(bytes, Malformation.NO_TOPIC_FILTER)));
  }

  static Stream<Malformed> options() {
    return IntStream.range(0, 256)
        .boxed()
        .flatMap(
            options -> {
              String bytes = "82 07 0001 00 <a>" + Bytes.hex(options);
              if ((options & 3) == 3) {
                return Stream.of(malformed5(bytes, Malformation.SUBSCRIBE_QOS_RESERVED));
              }
              if (options >= 0x40) {
                return Stream.of(malformed5(bytes, Malformation.SUBSCRIPTION_OPTIONS_RESERVED));
              }
              return options >= 0x30
                  ? Stream.of(malformed5(bytes, Malformation.RETAIN_HANDLING_RESERVED))
                  : Stream.of();
            });
  }

  static Stream<Malformed> reasons() {
    return WITH_REASON.stream()
        .flatMap(
            packet ->
                IntStream.range(0, 256)
                    .filter(value -> !SpecifiedReason.has(packet, value))
                    .mapToObj(
                        value ->
                            malformed5(
                                packet + " with reason " + Bytes.hex(value),
                                Reasons.bytes(packet, Bytes.hex(value)),
                                Malformation.REASON_CODE_NOT_ALLOWED)));
  }

  static Stream<Malformed> shortenedReasons() {
    return Stream.of("40 03 0001 01", "50 03 0001 18", "62 03 0001 80", "70 03 0001 10", "E0 01 18")
        .map(bytes -> malformed5(bytes, Malformation.REASON_CODE_NOT_ALLOWED));
  }

  static Stream<Malformed> topicAliases() {
    Stream<Malformed> invalid =
        Stream.of("0000", "000B", "00FF", "0100", "FFFF")
            .flatMap(
                alias ->
                    Stream.of("<a>", "0000")
                        .map(topic -> Bytes.framed("30", topic + "03 23" + alias))
                        .map(bytes -> malformed5(bytes, Malformation.TOPIC_ALIAS_INVALID)));
    Stream<Malformed> unknown =
        Stream.of(
                "30 03 0000 00",
                "32 05 0000 0001 00",
                "30 06 0000 03 23 0001",
                "31 03 0000 00",
                "32 08 0000 0001 03 23 000A")
            .map(bytes -> malformed5(bytes, Malformation.TOPIC_ALIAS_UNKNOWN));
    Stream<Malformed> wildcard =
        Stream.of("<+>", "<a/#>")
            .map(topic -> Bytes.framed("30", topic + "03 23 0001"))
            .map(bytes -> malformed5(bytes, Malformation.TOPIC_NAME_INVALID));
    return Stream.of(invalid, unknown, wildcard).flatMap(rows -> rows);
  }

  static Stream<Malformed> withoutMethod() {
    SpecifiedPlace connect = SpecifiedPlace.of("CONNECT");
    return Stream.of(
            connect.with("16 <d>"),
            connect.with("16 0000"),
            connect.with("11 00000001 16 <d> 26 <k> <v>"),
            "F0 00",
            "F0 01 18",
            "F0 02 18 00",
            SpecifiedPlace.of("AUTH").with("16 <d>"),
            SpecifiedPlace.of("AUTH").with("1F <why> 26 <k> <v>"))
        .map(bytes -> malformed5(bytes, Malformation.AUTHENTICATION_METHOD_MISSING));
  }
}
