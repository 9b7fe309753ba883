package dev.rialto.wire;

import static dev.rialto.wire.Malformed.malformed5;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Properties that are refused (MQTT 5.0 section 2.2.2). */
final class MalformedProperties {
  private static final String USER = " 26 <k> <v> ";

  private MalformedProperties() {}

  private static Stream<Malformed> everywhere(Function<SpecifiedPlace, Stream<Malformed>> rows) {
    return SpecifiedPlace.ALL.stream().flatMap(rows);
  }

  private static Stream<SpecifiedProperty> allowed(SpecifiedPlace place) {
    return SpecifiedProperty.ALL.stream().filter(p -> p.places().contains(place.name()));
  }

  static Stream<Malformed> notAllowed() {
    return everywhere(
        place ->
            SpecifiedProperty.ALL.stream()
                .filter(property -> !property.places().contains(place.name()))
                .flatMap(
                    property ->
                        Stream.of(property.bytes(), USER + property.bytes() + USER)
                            .map(
                                properties ->
                                    malformed5(
                                        place.name() + " with " + properties,
                                        place.with(properties),
                                        Malformation.PROPERTY_NOT_ALLOWED))));
  }

  /** The two packets that have no place for any. */
  static Stream<Malformed> inPings() {
    return SpecifiedProperty.ALL.stream()
        .flatMap(
            property ->
                Stream.of("C0", "D0")
                    .map(
                        first ->
                            malformed5(
                                Bytes.framed(first, Bytes.measured(property.bytes())),
                                Malformation.BODY_TOO_LONG)));
  }

  static Stream<Malformed> twice() {
    return everywhere(
        place ->
            allowed(place)
                .filter(property -> !property.mayRepeatIn(place.name()))
                .flatMap(
                    property ->
                        property
                            .samples()
                            .flatMap(
                                sample -> {
                                  String first = property.id() + sample.bytes();
                                  String second = property.bytes();
                                  return Stream.of(first + " " + second, first + USER + second);
                                })
                            .map(
                                properties ->
                                    malformed5(
                                        place.name() + " with " + properties,
                                        place.with(properties),
                                        Malformation.PROPERTY_TWICE))));
  }

  static Stream<Malformed> values() {
    return everywhere(
        place ->
            allowed(place)
                .flatMap(property -> invalid(property).map(value -> property.id() + value))
                .map(
                    property ->
                        malformed5(
                            place.name() + " with " + property,
                            place.with(property),
                            Malformation.PROPERTY_VALUE_INVALID)));
  }

  private static Stream<String> invalid(SpecifiedProperty property) {
    if ("23".equals(property.id())) {
      return Stream.of(); // a topic alias has a malformation of its own
    }
    return switch (property.type()) {
      case "Byte" -> Stream.of("02", "03", "7F", "80", "FF");
      case "Two not 0" -> Stream.of("0000");
      case "Four not 0" -> Stream.of("00000000");
      case "Variable" -> Stream.of("00");
      default -> Stream.of();
    };
  }

  static Stream<Malformed> unknown() {
    List<String> known = SpecifiedProperty.ALL.stream().map(SpecifiedProperty::id).toList();
    List<String> oneByte =
        IntStream.range(0, 128).mapToObj(Bytes::hex).filter(id -> !known.contains(id)).toList();
    Stream<Malformed> longer =
        everywhere(
            place ->
                Stream.of("8001", "8101", "A602", "FF7F", "FFFF7F", "FFFFFF7F", "83808001")
                    .map(id -> unknown(place, id)));
    return Stream.concat(
        everywhere(place -> oneByte.stream().map(id -> unknown(place, id))), longer);
  }

  private static Malformed unknown(SpecifiedPlace place, String id) {
    return malformed5(
        place.name() + " with property " + id,
        place.with(id + "00000000"),
        Malformation.PROPERTY_UNKNOWN);
  }

  /** The length of the properties ends inside one of them. */
  static Stream<Malformed> cut() {
    return everywhere(
        place ->
            allowed(place)
                .flatMap(
                    property -> {
                      String whole = property.bytes();
                      return IntStream.range(1, Bytes.of(whole).length)
                          .mapToObj(
                              length ->
                                  malformed5(
                                      place.name() + " with " + length + " bytes of " + whole,
                                      place.around(Bytes.length(length) + whole),
                                      Malformation.BODY_TOO_SHORT));
                    }));
  }

  /** The length of the properties reaches behind the packet, or is not all there. */
  static Stream<Malformed> longerThanThePacket() {
    return everywhere(
        place -> {
          int left = Bytes.of(USER + place.behind()).length;
          Stream<String> reaching =
              Stream.of(Bytes.length(left + 1), "7F", "FF01", "FFFFFF7F")
                  .map(length -> place.around(length + USER));
          Stream<String> ending =
              Stream.of("80", "8080", "FFFFFF")
                  .map(length -> Bytes.framed(place.first(), place.before() + length));
          return Stream.concat(reaching, ending)
              .map(
                  bytes ->
                      malformed5(place.name() + " " + bytes, bytes, Malformation.BODY_TOO_SHORT));
        });
  }

  static Stream<Malformed> responseTopics() {
    return Stream.of("PUBLISH", "WILL")
        .map(SpecifiedPlace::of)
        .flatMap(
            place ->
                Stream.of("", "+", "#", "a/+", "a/#", "+/a", "a+b", "é#")
                    .map(
                        topic ->
                            malformed5(
                                place.name() + " with response topic '" + topic + "'",
                                place.with("08 <" + topic + ">"),
                                Malformation.RESPONSE_TOPIC_INVALID)));
  }
}
