package dev.rialto.wire;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Table 2-4 of MQTT 5.0, copied from there. It knows nothing of the main code.
 *
 * @param name as an identifier in capitals
 * @param places the packets, and WILL
 */
record SpecifiedProperty(String id, String type, String name, Set<String> places) {
  private static final String TABLE =
      """
      01 | Byte       | Payload Format Indicator          | PUBLISH WILL
      02 | Four       | Message Expiry Interval           | PUBLISH WILL
      03 | UTF-8      | Content Type                      | PUBLISH WILL
      08 | Topic      | Response Topic                    | PUBLISH WILL
      09 | Binary     | Correlation Data                  | PUBLISH WILL
      0B | Variable   | Subscription Identifier           | PUBLISH SUBSCRIBE
      11 | Four       | Session Expiry Interval           | CONNECT CONNACK DISCONNECT
      12 | UTF-8      | Assigned Client Identifier        | CONNACK
      13 | Two        | Server Keep Alive                 | CONNACK
      15 | UTF-8      | Authentication Method             | CONNECT CONNACK AUTH
      16 | Binary     | Authentication Data               | CONNECT CONNACK AUTH
      17 | Byte       | Request Problem Information       | CONNECT
      18 | Four       | Will Delay Interval               | WILL
      19 | Byte       | Request Response Information      | CONNECT
      1A | UTF-8      | Response Information              | CONNACK
      1C | UTF-8      | Server Reference                  | CONNACK DISCONNECT
      1F | UTF-8      | Reason String                     | CONNACK PUBACK PUBREC PUBREL PUBCOMP \
      SUBACK UNSUBACK DISCONNECT AUTH
      21 | Two not 0  | Receive Maximum                   | CONNECT CONNACK
      22 | Two        | Topic Alias Maximum               | CONNECT CONNACK
      23 | Two not 0  | Topic Alias                       | PUBLISH
      24 | Byte       | Maximum QoS                       | CONNACK
      25 | Byte       | Retain Available                  | CONNACK
      26 | Pair       | User Property                     | CONNECT CONNACK PUBLISH WILL PUBACK \
      PUBREC PUBREL PUBCOMP SUBSCRIBE SUBACK UNSUBSCRIBE UNSUBACK DISCONNECT AUTH
      27 | Four not 0 | Maximum Packet Size               | CONNECT CONNACK
      28 | Byte       | Wildcard Subscription Available   | CONNACK
      29 | Byte       | Subscription Identifier Available | CONNACK
      2A | Byte       | Shared Subscription Available     | CONNACK
      """;

  static final List<SpecifiedProperty> ALL = TABLE.lines().map(SpecifiedProperty::parse).toList();

  /** A value and how it is written (MQTT 5.0 section 1.5). */
  record Sample(Object value, String bytes) {}

  private static SpecifiedProperty parse(String line) {
    String[] cells = line.split(" *\\| *", -1);
    String name = cells[2].toUpperCase(Locale.ROOT).replace(' ', '_');
    return new SpecifiedProperty(cells[0], cells[1], name, Set.of(cells[3].split(" +", -1)));
  }

  static SpecifiedProperty of(String id) {
    return ALL.stream().filter(property -> property.id.equals(id)).findFirst().orElseThrow();
  }

  /** Valid values, the least and the greatest among them. */
  Stream<Sample> samples() {
    return switch (type) {
      case "Byte" -> Stream.of(new Sample(0L, "00"), new Sample(1L, "01"));
      case "Two" -> Stream.of(new Sample(0L, "0000"), new Sample(65_535L, "FFFF"));
      case "Two not 0" -> Stream.of(new Sample(1L, "0001"), new Sample(65_535L, "FFFF"));
      case "Four" ->
          Stream.of(
              new Sample(0L, "00000000"),
              new Sample(2_147_483_648L, "80000000"),
              new Sample(4_294_967_295L, "FFFFFFFF"));
      case "Four not 0" ->
          Stream.of(new Sample(1L, "00000001"), new Sample(4_294_967_295L, "FFFFFFFF"));
      case "Variable" ->
          Stream.of(
              new Sample(1L, "01"),
              new Sample(127L, "7F"),
              new Sample(128L, "8001"),
              new Sample(16_383L, "FF7F"),
              new Sample(16_384L, "808001"),
              new Sample(2_097_151L, "FFFF7F"),
              new Sample(2_097_152L, "80808001"),
              new Sample(268_435_455L, "FFFFFF7F"));
      case "UTF-8" -> Stream.of(new Sample("", "0000"), new Sample("é/+/#", "<é/+/#>"));
      case "Topic" -> Stream.of(new Sample("a/é", "<a/é>"), new Sample("/", "0001 2F"));
      case "Binary" ->
          Stream.of(new Sample(new byte[0], "0000"), new Sample(Bytes.of("00FFC0"), "000300FFC0"));
      default ->
          Stream.of(
              new Sample(List.of("", ""), "0000 0000"), new Sample(List.of("n", "é"), "<n> <é>"));
    };
  }

  /** One of those, behind the identifier. */
  String bytes() {
    return id + samples().reduce((first, last) -> last).orElseThrow().bytes();
  }

  /** Table 2-4 has no column for it: sections 2.2.2.2, 3.3.2.3.8 and those of each property. */
  boolean mayRepeatIn(String place) {
    return "26".equals(id) || ("0B".equals(id) && "PUBLISH".equals(place));
  }
}
