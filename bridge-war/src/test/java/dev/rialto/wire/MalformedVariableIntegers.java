package dev.rialto.wire;

import static dev.rialto.wire.Malformed.malformed5;

import java.util.List;
import java.util.stream.Stream;

/** Variable byte integers that are refused, wherever MQTT 5.0 has one (section 1.5.5). */
final class MalformedVariableIntegers {
  private static final List<String> FIRST_BYTES =
      List.of(
          "10", "20", "30", "32", "3D", "40", "50", "62", "70", "82", "90", "A2", "B0", "C0", "D0",
          "E0", "F0");

  private MalformedVariableIntegers() {}

  /** [MQTT-1.5.5-1]. */
  static Stream<Malformed> notShortest() {
    Stream<String> remainingLengths =
        FIRST_BYTES.stream()
            .flatMap(
                first ->
                    Stream.of("8000", "8100", "FF00", "808000", "FFFF00", "80808000", "FFFFFF00")
                        .map(length -> first + length));
    Stream<String> propertyLengths =
        SpecifiedPlace.ALL.stream()
            .flatMap(
                place ->
                    Stream.of("8000", "8700 26<k><v>", "878000 26<k><v>", "87808000 26<k><v>")
                        .map(place::around));
    Stream<String> identifiers =
        SpecifiedPlace.ALL.stream()
            .flatMap(
                place ->
                    Stream.of("A600 <k> <v>", "A68000 <k> <v>", "A6808000 <k> <v>", "8000", "FF00")
                        .map(place::with));
    Stream<String> values =
        Stream.of("PUBLISH", "SUBSCRIBE")
            .map(SpecifiedPlace::of)
            .flatMap(
                place ->
                    Stream.of("0B 8000", "0B 8100", "0B 808000", "0B FFFF00", "0B FFFFFF00")
                        .map(place::with));
    return Stream.of(remainingLengths, propertyLengths, identifiers, values)
        .flatMap(bytes -> bytes)
        .map(bytes -> malformed5(bytes, Malformation.VARIABLE_INTEGER_NOT_SHORTEST));
  }

  static Stream<Malformed> tooLong() {
    List<String> fiveBytes = List.of("80808080", "FFFFFFFF", "8080808001", "FFFFFFFF7F");
    Stream<String> lengths =
        SpecifiedPlace.ALL.stream().flatMap(place -> fiveBytes.stream().map(place::around));
    Stream<String> identifiers =
        SpecifiedPlace.ALL.stream().flatMap(place -> fiveBytes.stream().map(place::with));
    Stream<String> values =
        Stream.of("PUBLISH", "SUBSCRIBE")
            .map(SpecifiedPlace::of)
            .flatMap(place -> fiveBytes.stream().map(value -> place.with("0B" + value)));
    return Stream.of(lengths, identifiers, values)
        .flatMap(bytes -> bytes)
        .map(bytes -> malformed5(bytes, Malformation.VARIABLE_INTEGER_TOO_LONG));
  }

  static Stream<Malformed> remainingLengthTooLong() {
    return FIRST_BYTES.stream()
        .flatMap(
            first ->
                Stream.of("80808080", "FFFFFFFF", "8080808000", "FFFFFFFF7F", "8080808001")
                    .map(length -> malformed5(first + length, Malformation.LENGTH_TOO_LONG)));
  }
}
