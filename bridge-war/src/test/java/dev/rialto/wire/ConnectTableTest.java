package dev.rialto.wire;

import static dev.rialto.wire.Reading.message;
import static dev.rialto.wire.Row.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.wire.Packet.Connect;
import dev.rialto.wire.Packet.WillMessage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** CONNECT: all flags in all combinations, and the ends of what its fields can hold. */
class ConnectTableTest {
  private record Version(ProtocolVersion version, String bytes) {}

  private record Will(WillMessage will, int flags, String bytes) {}

  private record Credentials(String userName, String password, int flags, String bytes) {}

  private static final List<Version> VERSIONS =
      List.of(
          new Version(ProtocolVersion.MQTT_3_1, "<MQIsdp> 03"),
          new Version(ProtocolVersion.MQTT_3_1_1, "<MQTT> 04"));

  private static final List<Will> WILLS =
      List.of(
          new Will(null, 0x00, ""),
          will(Qos.AT_MOST_ONCE, false, 0x04),
          will(Qos.AT_LEAST_ONCE, false, 0x0C),
          will(Qos.EXACTLY_ONCE, false, 0x14),
          will(Qos.AT_MOST_ONCE, true, 0x24),
          will(Qos.AT_LEAST_ONCE, true, 0x2C),
          will(Qos.EXACTLY_ONCE, true, 0x34));

  private static final List<Credentials> CREDENTIALS =
      List.of(
          new Credentials(null, null, 0x00, ""),
          new Credentials("user", null, 0x80, "<user>"),
          new Credentials("user", "pass", 0xC0, "<user> <pass>"),
          new Credentials("", "", 0xC0, "0000 0000"));

  private static Will will(Qos qos, boolean retain, int flags) {
    return new Will(
        new WillMessage(message("w/t", "'gone'"), qos, retain, 0), flags, "<w/t> <gone>");
  }

  private static Payload payload(String password) {
    return password == null ? null : Payload.of(password);
  }

  @ParameterizedTest
  @MethodSource
  void flags_say_which_fields_follow(Row row) throws MalformedPacketException {
    row.provesBothDirections();
  }

  static Stream<Row> flags_say_which_fields_follow() {
    Stream.Builder<Row> rows = Stream.builder();
    for (Version version : VERSIONS) {
      for (int clean = 0; clean <= 2; clean += 2) {
        for (Will will : WILLS) {
          for (Credentials who : CREDENTIALS) {
            String flags = Bytes.hex(clean | will.flags | who.flags);
            boolean empty = "".equals(who.userName);
            rows.add(
                row(
                    version.version.label() + " " + flags + (empty ? " empty" : ""),
                    new Connect(
                        version.version,
                        "id",
                        clean != 0,
                        60,
                        will.will,
                        who.userName,
                        payload(who.password),
                        Properties.NONE),
                    Bytes.framed(
                        "10", version.bytes + flags + "003C <id>" + will.bytes + who.bytes)));
          }
        }
      }
    }
    return rows.build();
  }

  @Test
  void the_table_has_all_valid_combinations_of_flags() {
    Set<String> flags = new HashSet<>();
    flags_say_which_fields_follow().forEach(row -> flags.add(row.name()));
    assertThat(flags).hasSize(2 * 2 * 7 * 4);
  }

  @ParameterizedTest
  @MethodSource
  void fields_hold_what_fits_their_lengths(Row row) throws MalformedPacketException {
    row.provesBothDirections();
  }

  static Stream<Row> fields_hold_what_fits_their_lengths() {
    String x23 = "x".repeat(23);
    return Stream.of(
        row("keep alive 0", plain("id", 0), "10 0E <MQTT> 04 02 0000 <id>"),
        row("keep alive 1", plain("id", 1), "10 0E <MQTT> 04 02 0001 <id>"),
        row("keep alive 255", plain("id", 255), "10 0E <MQTT> 04 02 00FF <id>"),
        row("keep alive 256", plain("id", 256), "10 0E <MQTT> 04 02 0100 <id>"),
        row("keep alive 32768", plain("id", 32_768), "10 0E <MQTT> 04 02 8000 <id>"),
        row("keep alive 65535", plain("id", 65_535), "10 0E <MQTT> 04 02 FFFF <id>"),
        row("no client identifier", plain("", 10), "10 0C 0004 4D515454 04 02 000A 0000"),
        row("23 bytes [MQTT-3.1.3-5]", plain(x23, 10), "10 23 <MQTT> 04 02 000A <" + x23 + ">"),
        row(
            "24 bytes [MQTT-3.1.3-6]",
            plain(x23 + "y", 10),
            "10 24 <MQTT> 04 02 000A <" + x23 + "y>"),
        row("not ASCII", plain("é€😀", 10), "10 15 <MQTT> 04 02 000A 0009 C3A9 E282AC F09F9880"),
        row("a blank", plain(" ", 10), "10 0D <MQTT> 04 02 000A 0001 20"),
        row(
            "MQTT 3.1 byte by byte",
            new Connect(ProtocolVersion.MQTT_3_1, "c", true, 10, null, null, null, Properties.NONE),
            "10 0F 0006 4D5149736470 03 02 000A 0001 63"));
  }

  private static Connect plain(String clientId, int keepAlive) {
    return new Connect(
        ProtocolVersion.MQTT_3_1_1, clientId, true, keepAlive, null, null, null, Properties.NONE);
  }

  @ParameterizedTest
  @MethodSource
  void will_and_password_are_any_bytes(Row row) throws MalformedPacketException {
    row.provesBothDirections();
  }

  static Stream<Row> will_and_password_are_any_bytes() {
    return Stream.of("", "00", "FF", "C080", "EDA080", "00FF00FF", "F8888080", "'{\"a\":1}'")
        .flatMap(
            bytes -> {
              int n = Bytes.of(bytes).length;
              String field = Bytes.u16(n) + bytes;
              Payload payload = new Payload(Bytes.of(bytes), 0, n);
              WillMessage will = new WillMessage(message("w", bytes), Qos.EXACTLY_ONCE, true, 0);
              return Stream.of(
                  row(
                      "will " + bytes,
                      new Connect(
                          ProtocolVersion.MQTT_3_1_1,
                          "c",
                          false,
                          1,
                          will,
                          null,
                          null,
                          Properties.NONE),
                      Bytes.framed("10", "<MQTT> 04 34 0001 <c> <w>" + field)),
                  row(
                      "password " + bytes,
                      new Connect(
                          ProtocolVersion.MQTT_3_1_1,
                          "c",
                          true,
                          1,
                          null,
                          "u",
                          payload,
                          Properties.NONE),
                      Bytes.framed("10", "<MQTT> 04 C2 0001 <c> <u>" + field)));
            });
  }
}
