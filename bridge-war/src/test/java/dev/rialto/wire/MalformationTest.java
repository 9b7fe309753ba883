package dev.rialto.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way of being malformed, with all bytes that the tables have for it. */
class MalformationTest {

  @ParameterizedTest
  @MethodSource
  void a_fixed_header_is_refused(Malformed row) {
    row.isRefused();
  }

  static Stream<Malformed> a_fixed_header_is_refused() {
    return Stream.of(
            MalformedHeaders.reservedTypes(),
            MalformedHeaders.reservedFlags(),
            MalformedHeaders.longLengths(),
            MalformedHeaders.largePackets())
        .flatMap(rows -> rows);
  }

  @ParameterizedTest
  @MethodSource
  void a_connect_is_refused(Malformed row) {
    row.isRefused();
  }

  static Stream<Malformed> a_connect_is_refused() {
    return Stream.of(
            MalformedConnects.protocolNames(),
            MalformedConnects.protocolLevels(),
            MalformedConnects.reservedFlag(),
            MalformedConnects.willFlags(),
            MalformedConnects.passwordAlone(),
            MalformedConnects.fieldsTooMany(),
            MalformedConnects.fieldsTooFew())
        .flatMap(rows -> rows);
  }

  @ParameterizedTest
  @MethodSource
  void a_string_is_refused(Malformed row) {
    row.isRefused();
  }

  static Stream<Malformed> a_string_is_refused() {
    return Stream.of(
            MalformedStrings.illFormed(),
            MalformedStrings.withNull(),
            MalformedStrings.cut(),
            MalformedStrings.topicNames())
        .flatMap(rows -> rows);
  }

  @ParameterizedTest
  @MethodSource
  void a_body_is_refused(Malformed row) {
    row.isRefused();
  }

  static Stream<Malformed> a_body_is_refused() {
    return Stream.of(
            MalformedBodies.cut(),
            MalformedBodies.withSurplus(),
            MalformedBodies.identifiersOfZero(),
            MalformedBodies.reservedQos(),
            MalformedBodies.withoutFilters(),
            MalformedBodies.connAckFlags(),
            MalformedBodies.returnCodes())
        .flatMap(rows -> rows);
  }

  @Test
  void every_malformation_has_rows() {
    Map<Malformation, Integer> rows = new EnumMap<>(Malformation.class);
    Stream.of(
            a_fixed_header_is_refused(),
            a_connect_is_refused(),
            a_string_is_refused(),
            a_body_is_refused(),
            Malformation5Test.all())
        .flatMap(table -> table)
        .forEach(row -> rows.merge(row.expected(), 1, Integer::sum));
    assertThat(rows).containsOnlyKeys(Malformation.values());
    assertThat(rows.values()).allSatisfy(count -> assertThat(count).isGreaterThan(3));
  }

  @ParameterizedTest
  @EnumSource
  void a_malformation_is_a_sentence_with_its_source(Malformation malformation) {
    assertThat(malformation.sentence()).matches("[a-zA-Z].*[^. ]");
    assertThat(new MalformedPacketException(malformation))
        .hasMessage(malformation.sentence())
        .extracting(MalformedPacketException::malformation)
        .isEqualTo(malformation);
  }

  /** The numbers are MQTT 5.0's sections. */
  @ParameterizedTest
  @EnumSource
  void its_reason_is_one_of_mqtt_5_for_a_broken_packet(Malformation malformation) {
    ReasonCode expected =
        switch (malformation) {
          case PACKET_TOO_LARGE -> ReasonCode.PACKET_TOO_LARGE; // 3.1.2.11.4
          case PACKET_IDENTIFIER_ZERO, // 2.2.1
              NO_TOPIC_FILTER, // 3.8.3, 3.10.3
              SUBSCRIBE_QOS_RESERVED, // 3.8.3.1
              RETAIN_HANDLING_RESERVED, // 3.8.3.1
              PROPERTY_TWICE, // with each property
              PROPERTY_VALUE_INVALID, // with each property
              RESPONSE_TOPIC_INVALID, // 3.3.2.3.5
              TOPIC_ALIAS_UNKNOWN, // 3.3.2.1
              AUTHENTICATION_METHOD_MISSING -> // 3.1.2.11.10, 3.15.2.2.2
              ReasonCode.PROTOCOL_ERROR;
          case PROTOCOL_NAME_UNKNOWN, PROTOCOL_LEVEL_UNSUPPORTED -> // 3.1.2.1, 3.1.2.2
              ReasonCode.UNSUPPORTED_PROTOCOL_VERSION;
          case TOPIC_NAME_INVALID -> ReasonCode.TOPIC_NAME_INVALID;
          case TOPIC_ALIAS_INVALID -> ReasonCode.TOPIC_ALIAS_INVALID; // 3.3.2.3.4
          default -> ReasonCode.MALFORMED_PACKET;
        };
    assertThat(malformation.reason()).isEqualTo(expected);
  }
}
