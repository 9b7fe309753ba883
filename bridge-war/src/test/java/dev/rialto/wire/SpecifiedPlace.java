package dev.rialto.wire;

import java.util.List;

/** The packets of MQTT 5.0 (and the will in one) around their properties. Only bytes, as above. */
record SpecifiedPlace(String name, String first, String before, String behind) {
  private static final String TABLE =
      """
      CONNECT     | 10 | <MQTT> 05 02 003C         | <id>
      WILL        | 10 | <MQTT> 05 06 003C 00 <id> | <w> <m>
      CONNACK     | 20 | 00 00                     |
      PUBLISH     | 30 | <a>                       | 'p'
      PUBACK      | 40 | 0001 00                   |
      PUBREC      | 50 | 0001 00                   |
      PUBREL      | 62 | 0001 00                   |
      PUBCOMP     | 70 | 0001 00                   |
      SUBSCRIBE   | 82 | 0001                      | <a> 00
      SUBACK      | 90 | 0001                      | 00
      UNSUBSCRIBE | A2 | 0001                      | <a>
      UNSUBACK    | B0 | 0001                      | 00
      DISCONNECT  | E0 | 00                        |
      AUTH        | F0 | 18                        |
      """;

  static final List<SpecifiedPlace> ALL = TABLE.lines().map(SpecifiedPlace::parse).toList();

  private static SpecifiedPlace parse(String line) {
    String[] cells = line.split(" *\\| *", -1);
    return new SpecifiedPlace(cells[0], cells[1], cells[2], cells.length > 3 ? cells[3] : "");
  }

  static SpecifiedPlace of(String name) {
    return ALL.stream().filter(place -> place.name.equals(name)).findFirst().orElseThrow();
  }

  /** The packet with those properties. */
  String with(String properties) {
    return around(Bytes.measured(properties));
  }

  /** The packet with those bytes in the place of a length and properties. */
  String around(String field) {
    return Bytes.framed(first, before + " " + field + " " + behind);
  }
}
