package dev.rialto.wire;

import static dev.rialto.wire.Malformed.malformed;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Fixed headers that are refused (MQTT 3.1.1 section 2.2). */
final class MalformedHeaders {
  /** A first byte of each type, right in its flags. */
  private static final List<String> FIRST_BYTES =
      List.of(
          "10", "20", "30", "31", "32", "3D", "40", "50", "62", "70", "82", "90", "A2", "B0", "C0",
          "D0", "E0");

  /** Which has to name its version first: MQTT 3.1 reserves no flags of it. */
  private static final String CONNECT = "<MQTT> 04 02 0000 <c>";

  private MalformedHeaders() {}

  static Stream<Malformed> reservedTypes() {
    return IntStream.range(0, 16)
        .boxed()
        .flatMap(
            flags ->
                Stream.of(
                    malformed(Bytes.hex(flags) + "00", Malformation.PACKET_TYPE_RESERVED),
                    malformed(Bytes.hex(0xF0 | flags) + "00", Malformation.PACKET_TYPE_RESERVED)));
  }

  /** Table 2.2 of the specification, all that it does not have. */
  static Stream<Malformed> reservedFlags() {
    return IntStream.rangeClosed(1, 14)
        .filter(type -> type != 3)
        .boxed()
        .flatMap(
            type ->
                IntStream.range(0, 16)
                    .filter(flags -> flags != (Set.of(6, 8, 10).contains(type) ? 2 : 0))
                    .mapToObj(flags -> Bytes.hex((type << 4) | flags))
                    .map(
                        first ->
                            malformed(
                                type == 1 ? Bytes.framed(first, CONNECT) : first + "00",
                                Malformation.FLAGS_RESERVED)));
  }

  static Stream<Malformed> longLengths() {
    return FIRST_BYTES.stream()
        .flatMap(
            first ->
                Stream.of("80808080", "FFFFFFFF", "8080808000", "FFFFFFFF7F", "8080808001")
                    .map(length -> malformed(first + " " + length, Malformation.LENGTH_TOO_LONG)));
  }

  static Stream<Malformed> largePackets() {
    String justOver = Bytes.length(Reading.ROOM - 4);
    return FIRST_BYTES.stream()
        .flatMap(
            first ->
                Stream.of(justOver, "80808002", "80808040", "FFFFFF7F")
                    .map(length -> malformed(first + " " + length, Malformation.PACKET_TOO_LARGE)));
  }
}
