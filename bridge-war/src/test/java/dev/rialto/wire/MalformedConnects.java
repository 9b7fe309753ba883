package dev.rialto.wire;

import static dev.rialto.wire.Malformed.malformed;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** CONNECT packets that are refused (MQTT 3.1.1 section 3.1). */
final class MalformedConnects {
  private static final String FIELDS = " 003C <id> <w/t> <gone> <user> <pass>";

  private MalformedConnects() {}

  static Stream<Malformed> protocolNames() {
    return Stream.of("", "mqtt", "MQTTT", "MQT", "MQTT ", " MQTT", "MQISDP", "MQIsd", "AMQP", "Ｍ")
        .flatMap(
            name ->
                Stream.of("03", "04", "05")
                    .map(
                        level ->
                            malformed(
                                "'" + name + "' level " + level,
                                connect("<" + name + ">" + level + "02 003C <id>"),
                                Malformation.PROTOCOL_NAME_UNKNOWN)));
  }

  static Stream<Malformed> protocolLevels() {
    Stream<String> current =
        IntStream.range(0, 256)
            .filter(level -> level != 4 && level != 5)
            .mapToObj(level -> "<MQTT>" + Bytes.hex(level));
    Stream<String> old =
        Stream.of("00", "02", "04", "05", "83", "FF").map(level -> "<MQIsdp>" + level);
    return Stream.concat(current, old)
        .map(
            version ->
                malformed(
                    version,
                    connect(version + "02 003C <id>"),
                    Malformation.PROTOCOL_LEVEL_UNSUPPORTED));
  }

  /** Whatever else the flags say. */
  static Stream<Malformed> reservedFlag() {
    return IntStream.range(0, 256)
        .filter(flags -> (flags & 1) == 1)
        .mapToObj(Bytes::hex)
        .map(flags -> withFlags(flags, Malformation.CONNECT_FLAG_RESERVED));
  }

  static Stream<Malformed> willFlags() {
    Stream<String> without =
        Stream.of("08", "10", "18", "20", "28", "30", "38", "0A", "12", "1A", "22", "2A", "32")
            .flatMap(flags -> Stream.of(0, 0x80, 0xC0).map(who -> plus(flags, who)));
    Stream<String> reservedQos =
        Stream.of("1C", "1E", "3C", "3E")
            .flatMap(flags -> Stream.of(0, 0x80, 0xC0).map(who -> plus(flags, who)));
    return Stream.concat(
        without.map(flags -> withFlags(flags, Malformation.WILL_FLAGS_WITHOUT_WILL)),
        reservedQos.map(flags -> withFlags(flags, Malformation.WILL_QOS_RESERVED)));
  }

  private static String plus(String flags, int more) {
    return Bytes.hex(Bytes.of(flags)[0] | more);
  }

  static Stream<Malformed> passwordAlone() {
    return Stream.of("40", "42", "44", "46", "4C", "4E", "54", "56", "64", "66", "6C", "6E", "74")
        .map(flags -> withFlags(flags, Malformation.PASSWORD_WITHOUT_USER_NAME));
  }

  /** Fields behind those that the flags announce. */
  static Stream<Malformed> fieldsTooMany() {
    return Stream.of("00", "02", "04", "06", "0C", "2C", "34", "80", "82", "84", "86")
        .map(flags -> withFlags(flags, Malformation.BODY_TOO_LONG));
  }

  /** Fields that the flags announce and that are not there. */
  static Stream<Malformed> fieldsTooFew() {
    return List.of("04", "06", "80", "C0", "84", "C4", "F6").stream()
        .map(
            flags ->
                malformed(
                    "flags " + flags + " and none of their fields",
                    connect("<MQTT> 04" + flags + "003C <id>"),
                    Malformation.BODY_TOO_SHORT));
  }

  private static Malformed withFlags(String flags, Malformation expected) {
    return malformed("flags " + flags, connect("<MQTT> 04" + flags + FIELDS), expected);
  }

  private static String connect(String body) {
    return Bytes.framed("10", body);
  }
}
