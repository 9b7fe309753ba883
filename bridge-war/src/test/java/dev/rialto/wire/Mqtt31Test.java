package dev.rialto.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.wire.Packet.Connect;
import dev.rialto.wire.Packet.Subscribe.Request;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What MQTT 3.1 allows and MQTT 3.1.1 does not, and where the leniency ends. */
class Mqtt31Test {
  private static final String VERSION = "<MQIsdp> 03 ";

  private static Connect connect(String userName, String password) {
    Payload secret = password == null ? null : Payload.of(password);
    return new Connect(
        ProtocolVersion.MQTT_3_1, "c", true, 1, null, userName, secret, Properties.NONE);
  }

  private static Packet connect(String body) throws MalformedPacketException {
    return Reading.one(Bytes.of(Bytes.framed("10", VERSION + body)));
  }

  private static Malformation refusal(String body) {
    return Reading.refusal(Reading.reader(), Bytes.of(Bytes.framed("10", VERSION + body)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"03", "0A", "12", "1A", "22", "2A", "32", "3A", "3B"})
  void flags_that_mean_nothing_are_disregarded(String flags) throws MalformedPacketException {
    assertThat(connect(flags + "0001 <c>")).isEqualTo(connect(null, (String) null));
  }

  @Test
  void fields_that_are_announced_and_present_are_read() throws MalformedPacketException {
    assertThat(connect("82 0001 <c> <u>")).isEqualTo(connect("u", (String) null));
    assertThat(connect("C2 0001 <c> <u> <p>")).isEqualTo(connect("u", "p"));
  }

  @Test
  void a_user_name_may_be_announced_and_missing() throws MalformedPacketException {
    assertThat(connect("82 0001 <c>")).isEqualTo(connect(null, (String) null));
    assertThat(connect("C2 0001 <c>")).isEqualTo(connect(null, (String) null));
  }

  @Test
  void a_password_may_be_announced_and_missing() throws MalformedPacketException {
    assertThat(connect("C2 0001 <c> <u>")).isEqualTo(connect("u", (String) null));
  }

  @Test
  void they_may_be_missing_behind_a_will() throws MalformedPacketException {
    assertThat(connect("E6 0001 <c> <w> <m>"))
        .isEqualTo(
            new Connect(
                ProtocolVersion.MQTT_3_1,
                "c",
                true,
                1,
                new Packet.WillMessage(Reading.message("w", "'m'"), Qos.AT_MOST_ONCE, true, 0),
                null,
                null,
                Properties.NONE));
  }

  @ParameterizedTest
  @CsvSource({
    "a user name cut inside its length,   82 0001 <c> 00,          BODY_TOO_SHORT",
    "a user name cut,                     82 0001 <c> 0002 61,     BODY_TOO_SHORT",
    "a password cut inside its length,    C2 0001 <c> <u> 00,      BODY_TOO_SHORT",
    "a password cut,                      C2 0001 <c> <u> 0001,    BODY_TOO_SHORT",
    "a will missing,                      06 0001 <c>,             BODY_TOO_SHORT",
    "a will message missing,              06 0001 <c> <w>,         BODY_TOO_SHORT",
    "a user name that is not announced,   02 0001 <c> <u>,         BODY_TOO_LONG",
    "a password that is not announced,    82 0001 <c> <u> <p>,     BODY_TOO_LONG",
    "a password without a user name,      42 0001 <c> <p>,         PASSWORD_WITHOUT_USER_NAME",
    "one behind a will,                   46 0001 <c> <w> <m> <p>, PASSWORD_WITHOUT_USER_NAME",
    "a will of QoS 3,                     1E 0001 <c> <w> <m>,     WILL_QOS_RESERVED",
    "a will to a wildcard,                06 0001 <c> <+> <m>,     TOPIC_NAME_INVALID",
    "a user name that is not UTF-8,       82 0001 <c> 0001 FF,     UTF8_ILL_FORMED"
  })
  void what_is_wrong_in_mqtt_3_1_too_is_refused(String name, String body, Malformation expected) {
    assertThat(refusal(body)).as(name).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"6A 02 0007, 62 02 0007", "AA 05 0007 <a>, A2 05 0007 <a>"})
  void a_repeated_packet_has_dup_set(String repeated, String first)
      throws MalformedPacketException {
    assertThat(Reading.readerOf31().next(ByteBuffer.wrap(Bytes.of(repeated))))
        .isEqualTo(Reading.one(Bytes.of(first)));
  }

  @Test
  void a_repeated_subscribe_has_dup_set() throws MalformedPacketException {
    assertThat(Reading.readerOf31().next(ByteBuffer.wrap(Bytes.of("8A 06 0007 <a> 02"))))
        .isEqualTo(new Packet.Subscribe(7, List.of(new Request("a", Qos.EXACTLY_ONCE))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"6A 02 0007", "8A 06 0007 <a> 02", "AA 05 0007 <a>"})
  void it_is_refused_of_a_client_of_3_1_1(String repeated) throws MalformedPacketException {
    PacketReader reader = Reading.reader();
    byte[] connect = Bytes.of(Bytes.framed("10", "<MQTT> 04 02 0001 <c>"));
    assertThat(reader.next(ByteBuffer.wrap(connect))).isInstanceOf(Connect.class);
    assertThat(Reading.refusal(reader, Bytes.of(repeated))).isEqualTo(Malformation.FLAGS_RESERVED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"11", "12", "14", "18", "1F"})
  void the_flags_of_connect_mean_nothing(String first) throws MalformedPacketException {
    String body = "<MQIsdp> 03 02 0000 <c>"; // MQTT 3.1 section 3.1: not used
    assertThat(Reading.one(Bytes.of(Bytes.framed(first, body)))).isInstanceOf(Connect.class);
    String later = "<MQTT> 04 02 0000 <c>";
    assertThat(Reading.refusal(Reading.reader(), Bytes.of(Bytes.framed(first, later))))
        .isEqualTo(Malformation.FLAGS_RESERVED);
  }

  @ParameterizedTest
  @MethodSource
  void all_other_reserved_flags_stay_refused(String first) throws MalformedPacketException {
    assertThat(Reading.refusal(Reading.readerOf31(), Bytes.of(first + "00")))
        .isEqualTo(Malformation.FLAGS_RESERVED);
  }

  static Stream<String> all_other_reserved_flags_stay_refused() {
    return IntStream.rangeClosed(2, 14)
        .filter(type -> type != 3)
        .boxed()
        .flatMap(
            type ->
                IntStream.range(0, 16)
                    .filter(
                        flags ->
                            Set.of(6, 8, 10).contains(type)
                                ? !Set.of(2, 0xA).contains(flags)
                                : flags != 0)
                    .mapToObj(flags -> Bytes.hex((type << 4) | flags)));
  }
}
