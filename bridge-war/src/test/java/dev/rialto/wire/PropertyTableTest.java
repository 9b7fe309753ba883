package dev.rialto.wire;

import static dev.rialto.wire.Row.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each property alone in each packet that may have it (MQTT 5.0 section 2.2.2.2). */
class PropertyTableTest {
  private static final String METHOD = "15 <m>";

  @SuppressWarnings("unused") // by name
  private static final Iterable<SpecifiedProperty> SPECIFIED = SpecifiedProperty.ALL;

  @ParameterizedTest
  @FieldSource("SPECIFIED")
  void the_main_codes_table_has_the_identifier(SpecifiedProperty specified) {
    assertThat(Bytes.hex(Property.valueOf(specified.name()).id())).isEqualTo(specified.id());
  }

  @Test
  void the_main_codes_table_has_no_other() {
    assertThat(Property.values()).hasSize(27).hasSameSizeAs(SpecifiedProperty.ALL);
    assertThat(Property.Place.values()).hasSameSizeAs(SpecifiedPlace.ALL);
  }

  @ParameterizedTest
  @MethodSource
  void a_property_is_read_and_written_wherever_it_is_allowed(Row row)
      throws MalformedPacketException {
    row.provesBothDirectionsInMqtt5();
  }

  static Stream<Row> a_property_is_read_and_written_wherever_it_is_allowed() {
    return SpecifiedPlace.ALL.stream()
        .flatMap(
            place ->
                SpecifiedProperty.ALL.stream()
                    .filter(property -> property.places().contains(place.name()))
                    .filter(property -> !"TOPIC_ALIAS".equals(property.name())) // not passed on
                    .flatMap(property -> rows(place, property)));
  }

  private static Stream<Row> rows(SpecifiedPlace place, SpecifiedProperty property) {
    return property
        .samples()
        .filter(sample -> !("18".equals(property.id()) && sample.value().equals(0L))) // the default
        .map(
            sample -> {
              Properties alone = Holder.property(property, sample.value());
              Properties all = alone;
              String bytes = property.id() + sample.bytes();
              if (needsMethod(place, property)) {
                all = alone.and(Properties.of(Property.AUTHENTICATION_METHOD, "m"));
                bytes = METHOD + bytes;
              }
              return row(
                  place.name() + " " + property.name() + " " + sample.bytes(),
                  Holder.of(place.name(), all),
                  place.with(bytes));
            });
  }

  /** Sections 3.1.2.11.10 and 3.15.2.2.2. */
  private static boolean needsMethod(SpecifiedPlace place, SpecifiedProperty property) {
    return switch (property.id()) {
      case "15" -> false;
      case "16" -> !"CONNACK".equals(place.name());
      default -> "AUTH".equals(place.name());
    };
  }

  @Test
  void each_of_the_27_has_been_somewhere() {
    assertThat(a_property_is_read_and_written_wherever_it_is_allowed())
        .extracting(row -> row.name().replaceAll("^\\S+ (\\S+).*", "$1"))
        .contains(
            SpecifiedProperty.ALL.stream()
                .map(SpecifiedProperty::name)
                .filter(name -> !"TOPIC_ALIAS".equals(name))
                .toArray(String[]::new));
  }

  @Test
  void a_will_delay_of_zero_is_none() throws MalformedPacketException {
    byte[] explicit = Bytes.of(SpecifiedPlace.of("WILL").with("18 00000000"));
    assertThat(Reading.one(explicit)).isEqualTo(Holder.of("WILL", Properties.NONE));
  }

  @ParameterizedTest
  @MethodSource
  void no_properties_are_a_length_of_zero(Row row) throws MalformedPacketException {
    assertThat(Reading.one(Bytes.of(row.bytes()), ProtocolVersion.MQTT_5)).isEqualTo(row.packet());
  }

  static Stream<Row> no_properties_are_a_length_of_zero() {
    return SpecifiedPlace.ALL.stream()
        .filter(place -> !"AUTH".equals(place.name()))
        .map(
            place ->
                row(place.name(), Holder.of(place.name(), Properties.NONE), place.around("00")));
  }

  @ParameterizedTest
  @MethodSource
  void those_that_may_repeat_keep_their_order(Row row) throws MalformedPacketException {
    row.provesBothDirectionsInMqtt5();
  }

  static Stream<Row> those_that_may_repeat_keep_their_order() {
    Properties users =
        Properties.builder().user("b", "1").user("a", "2").user("b", "1").user("", "").build();
    Stream<Row> user =
        SpecifiedPlace.ALL.stream()
            .filter(place -> !"AUTH".equals(place.name()))
            .map(
                place ->
                    row(
                        place.name() + " with user properties",
                        Holder.of(place.name(), users),
                        place.with("26 <b> <1> 26 <a> <2> 26 <b> <1> 26 0000 0000")));
    Property several = Property.SUBSCRIPTION_IDENTIFIER;
    Properties subscriptions =
        Properties.builder().put(several, 300).put(several, 1).put(several, 300).build();
    return Stream.concat(
        user,
        Stream.of(
            row(
                "PUBLISH with subscription identifiers",
                Holder.of("PUBLISH", subscriptions),
                SpecifiedPlace.of("PUBLISH").with("0B AC02 0B 01 0B AC02"))));
  }
}
