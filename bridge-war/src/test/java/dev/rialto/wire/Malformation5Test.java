package dev.rialto.wire;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way of being malformed that MQTT 5.0 adds, with all bytes that the tables have for it. */
class Malformation5Test {

  /** For {@link MalformationTest}, which sees to it that none is forgotten. */
  static Stream<Malformed> all() {
    return Stream.of(
            a_property_is_refused(),
            a_property_that_is_cut_is_refused(),
            a_variable_byte_integer_is_refused(),
            a_string_in_a_property_is_refused(),
            a_body_is_refused(),
            a_reason_is_refused())
        .flatMap(rows -> rows);
  }

  @ParameterizedTest
  @MethodSource
  void a_property_is_refused(Malformed row) {
    row.isRefused();
  }

  static Stream<Malformed> a_property_is_refused() {
    return Stream.of(
            MalformedProperties.notAllowed(),
            MalformedProperties.inPings(),
            MalformedProperties.twice(),
            MalformedProperties.values(),
            MalformedProperties.unknown(),
            MalformedProperties.responseTopics())
        .flatMap(rows -> rows);
  }

  @ParameterizedTest
  @MethodSource
  void a_property_that_is_cut_is_refused(Malformed row) {
    row.isRefused();
  }

  static Stream<Malformed> a_property_that_is_cut_is_refused() {
    return Stream.of(MalformedProperties.cut(), MalformedProperties.longerThanThePacket())
        .flatMap(rows -> rows);
  }

  @ParameterizedTest
  @MethodSource
  void a_variable_byte_integer_is_refused(Malformed row) {
    row.isRefused();
  }

  static Stream<Malformed> a_variable_byte_integer_is_refused() {
    return Stream.of(
            MalformedVariableIntegers.notShortest(),
            MalformedVariableIntegers.tooLong(),
            MalformedVariableIntegers.remainingLengthTooLong())
        .flatMap(rows -> rows);
  }

  @ParameterizedTest
  @MethodSource
  void a_string_in_a_property_is_refused(Malformed row) {
    row.isRefused();
  }

  static Stream<Malformed> a_string_in_a_property_is_refused() {
    return Stream.concat(MalformedPropertyStrings.illFormed(), MalformedPropertyStrings.withNull());
  }

  @ParameterizedTest
  @MethodSource
  void a_body_is_refused(Malformed row) {
    row.isRefused();
  }

  static Stream<Malformed> a_body_is_refused() {
    return Stream.of(
            MalformedBodies5.cut(),
            MalformedBodies5.withSurplus(),
            MalformedBodies5.fixed(),
            MalformedBodies5.options(),
            MalformedBodies5.topicAliases(),
            MalformedBodies5.withoutMethod())
        .flatMap(rows -> rows);
  }

  @ParameterizedTest
  @MethodSource
  void a_reason_is_refused(Malformed row) {
    row.isRefused();
  }

  static Stream<Malformed> a_reason_is_refused() {
    return Stream.concat(MalformedBodies5.reasons(), MalformedBodies5.shortenedReasons());
  }
}
