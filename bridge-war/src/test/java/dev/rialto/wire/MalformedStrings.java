package dev.rialto.wire;

import static dev.rialto.wire.Malformed.malformed;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Strings that are refused wherever they stand (MQTT 3.1.1 sections 1.5.3 and 4.7). */
final class MalformedStrings {
  /** Where a string can stand; %s is it, with its length. */
  private static final Map<String, List<String>> PLACES = new LinkedHashMap<>();

  static {
    PLACES.put("protocol name", List.of("10", "%s 04 02 0000 <c>"));
    PLACES.put("client identifier", List.of("10", "<MQTT> 04 02 0000 %s"));
    PLACES.put("3.1 client identifier", List.of("10", "<MQIsdp> 03 02 0000 %s"));
    PLACES.put("will topic", List.of("10", "<MQTT> 04 06 0000 <c> %s <gone>"));
    PLACES.put("user name", List.of("10", "<MQTT> 04 82 0000 <c> %s"));
    PLACES.put("5.0 client identifier", List.of("10", "<MQTT> 05 02 0000 00 %s"));
    PLACES.put("5.0 will topic", List.of("10", "<MQTT> 05 06 0000 00 <c> 00 %s <gone>"));
    PLACES.put("5.0 user name", List.of("10", "<MQTT> 05 82 0000 00 <c> %s"));
    PLACES.put("topic name", List.of("30", "%s 'payload'"));
    PLACES.put("topic name at QoS 1", List.of("32", "%s 0001 'payload'"));
    PLACES.put("topic filter", List.of("82", "0001 %s 01"));
    PLACES.put("second topic filter", List.of("82", "0001 <a> 00 %s 01"));
    PLACES.put("filter to unsubscribe", List.of("A2", "0001 %s"));
  }

  static final Map<String, String> ILL_FORMED = new LinkedHashMap<>();

  static {
    ILL_FORMED.put("a continuation byte alone", "80");
    ILL_FORMED.put("the last continuation byte alone", "BF");
    ILL_FORMED.put("a lead without its continuation", "C3");
    ILL_FORMED.put("a lead of three without its last byte", "E282");
    ILL_FORMED.put("a lead of four without its last byte", "F09F98");
    ILL_FORMED.put("a lead before ASCII", "C361");
    ILL_FORMED.put("a lead before a lead", "C3C3A9");
    ILL_FORMED.put("ASCII inside a sequence", "E28261");
    ILL_FORMED.put("U+0000 overlong in two bytes, as Java writes it", "C080");
    ILL_FORMED.put("'/' overlong in two bytes", "C0AF");
    ILL_FORMED.put("U+007F overlong in two bytes", "C1BF");
    ILL_FORMED.put("'/' overlong in three bytes", "E080AF");
    ILL_FORMED.put("U+07FF overlong in three bytes", "E09FBF");
    ILL_FORMED.put("U+0000 overlong in four bytes", "F0808080");
    ILL_FORMED.put("U+FFFF overlong in four bytes", "F08FBFBF");
    ILL_FORMED.put("the surrogate U+D800", "EDA080");
    ILL_FORMED.put("the surrogate U+DB7F", "EDADBF");
    ILL_FORMED.put("the surrogate U+DC00", "EDB080");
    ILL_FORMED.put("the surrogate U+DFFF", "EDBFBF");
    ILL_FORMED.put("U+1F600 as a pair of surrogates", "EDA0BDEDB880");
    ILL_FORMED.put("U+110000", "F4908080");
    ILL_FORMED.put("a lead over U+13FFFF", "F5808080");
    ILL_FORMED.put("a lead of five", "F888808080");
    ILL_FORMED.put("a lead of six", "FC8480808080");
    ILL_FORMED.put("FE", "FE");
    ILL_FORMED.put("FF", "FF");
    ILL_FORMED.put("a byte order mark of UTF-16", "FEFF0061");
    ILL_FORMED.put("Latin-1", "E974E9");
    ILL_FORMED.put("wrong only at its end", "'aaaaaaaaaaaaaaaaaaaaaaaaaaa'C3");
  }

  static final List<String> WITH_NULL =
      List.of("00", "6100", "0061", "C3A900", "00F09F9880", "000000", "'a'00'b'");

  private MalformedStrings() {}

  static Stream<Malformed> illFormed() {
    return ILL_FORMED.entrySet().stream()
        .flatMap(e -> everywhere(e.getKey(), string(e.getValue()), Malformation.UTF8_ILL_FORMED));
  }

  static Stream<Malformed> withNull() {
    return WITH_NULL.stream()
        .flatMap(bytes -> everywhere(bytes, string(bytes), Malformation.UTF8_NULL));
  }

  /** A string whose length reaches behind the packet. */
  static Stream<Malformed> cut() {
    return PLACES.entrySet().stream()
        .flatMap(
            place ->
                Stream.of("FFFF 61", "8000 61", "0100 61", "0080 61", "0040 61")
                    .map(
                        string ->
                            malformed(
                                place.getKey() + ": " + string,
                                at(place.getValue(), string),
                                Malformation.BODY_TOO_SHORT)));
  }

  static Stream<Malformed> topicNames() {
    return Stream.of("", "+", "#", "a/+", "+/a", "a/+/b", "a/#", "#/a", "a+", "a#b", "é/+", "//#")
        .flatMap(
            name ->
                Stream.of("will topic", "5.0 will topic", "topic name", "topic name at QoS 1")
                    .map(
                        place ->
                            malformed(
                                place + " '" + name + "'",
                                at(PLACES.get(place), "<" + name + ">"),
                                Malformation.TOPIC_NAME_INVALID)));
  }

  private static Stream<Malformed> everywhere(String name, String string, Malformation expected) {
    return PLACES.entrySet().stream()
        .map(
            place ->
                malformed(place.getKey() + ": " + name, at(place.getValue(), string), expected));
  }

  private static String at(List<String> place, String string) {
    return Bytes.framed(place.get(0), String.format(place.get(1), string));
  }

  static String string(String bytes) {
    return Bytes.u16(Bytes.of(bytes).length) + " " + bytes;
  }
}
