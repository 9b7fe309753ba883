package dev.rialto.wire;

import static dev.rialto.wire.Malformed.malformed5;

import java.util.Set;
import java.util.stream.Stream;

/** Strings that are refused in each property that is one (MQTT 5.0 section 1.5.4). */
final class MalformedPropertyStrings {
  private static final Set<String> TEXTS = Set.of("UTF-8", "Topic", "Pair");

  private MalformedPropertyStrings() {}

  static Stream<Malformed> illFormed() {
    return MalformedStrings.ILL_FORMED.entrySet().stream()
        .flatMap(e -> everywhere(e.getKey(), e.getValue(), Malformation.UTF8_ILL_FORMED));
  }

  static Stream<Malformed> withNull() {
    return MalformedStrings.WITH_NULL.stream()
        .flatMap(bytes -> everywhere(bytes, bytes, Malformation.UTF8_NULL));
  }

  private static Stream<Malformed> everywhere(String name, String bytes, Malformation expected) {
    String string = MalformedStrings.string(bytes);
    return SpecifiedProperty.ALL.stream()
        .filter(property -> TEXTS.contains(property.type()))
        .flatMap(
            property ->
                ("Pair".equals(property.type())
                        ? Stream.of(string + "<v>", "<k>" + string)
                        : Stream.of(string))
                    .flatMap(
                        value ->
                            property.places().stream()
                                .map(
                                    place ->
                                        malformed5(
                                            place + " " + property.name() + ": " + name,
                                            SpecifiedPlace.of(place).with(property.id() + value),
                                            expected))));
  }
}
