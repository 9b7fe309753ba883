package dev.rialto.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read as what, and what is refused with which sentence. */
class SettingValuesTest {
  private static final String PADDING = " \t ";

  private static void refused(Setting setting, String text) {
    assertThatThrownBy(() -> setting.parse(text))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage(
            "%s is '%s', but must be %s.".formatted(setting.key(), text, setting.allowed()));
  }

  @ParameterizedTest
  @CsvSource({
    "1024, 1024",
    "1024 B, 1024",
    "1KiB, 1024",
    "1 KiB, 1024",
    "3   KiB, 3072",
    "1 MiB, 1048576",
    "2MiB, 2097152",
    "256 MiB, 268435456",
    "001 MiB, 1048576",
  })
  void a_size_has_a_unit_of_1024_or_is_in_bytes(String text, long bytes)
      throws InvalidSettingException {
    assertThat(Setting.PACKET_MAX.parse(text)).isEqualTo(bytes);
    assertThat(Setting.PACKET_MAX.parse(PADDING + text + PADDING)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "x",
        "1023",
        "1023 B",
        "0 KiB",
        "257 MiB",
        "268435457",
        "1 GiB",
        "-1",
        "-1 MiB",
        "1 mib",
        "1 MB",
        "1 M",
        "1 k",
        "1.5 MiB",
        "1,5 MiB",
        "1 000 KiB",
        "MiB",
        "1 MiB 1",
        "0x400",
        "99999999999 GiB",
        "17179869184 GiB",
        "17179869185 GiB",
        "8589934592 GiB",
        "999999999999999",
        "1000000000000000",
        "9223372036854775808",
        "18446744073709552640",
        "1 TiB",
        "\u0661 MiB"
      })
  void what_is_no_size_or_out_of_bounds_is_refused(String text) {
    refused(Setting.PACKET_MAX, text);
  }

  @Property(tries = 300)
  void a_size_is_accepted_exactly_within_its_bounds(
      @ForAll @LongRange(min = 0, max = 1L << 45) long count, @ForAll @IntRange(max = 3) int unit)
      throws InvalidSettingException {
    String text = count + " " + List.of("B", "KiB", "MiB", "GiB").get(unit);
    BigInteger bytes = BigInteger.valueOf(count).shiftLeft(10 * unit);
    if (bytes.compareTo(BigInteger.ONE.shiftLeft(36)) <= 0) {
      assertThat(Setting.QUEUE_BYTES_MAX.parse(text)).isEqualTo(bytes.longValueExact());
    } else {
      refused(Setting.QUEUE_BYTES_MAX, text);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "100 ms, PT0.1S",
    "100ms, PT0.1S",
    "1 s, PT1S",
    "1500  ms, PT1.5S",
    "2m, PT2M",
    "10 m, PT10M",
    "600 s, PT10M",
  })
  void a_time_has_a_unit(String text, Duration time) throws InvalidSettingException {
    assertThat(Setting.CONNECT_TIMEOUT.parse(text)).isEqualTo(time);
    assertThat(Setting.CONNECT_TIMEOUT.parse(PADDING + text + PADDING)).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "0",
        "10",
        "99 ms",
        "0 s",
        "601 s",
        "11 m",
        "1 h",
        "1 d",
        "-1 s",
        "+1 s",
        "1.5 s",
        "1 S",
        "1 sec",
        "1 min",
        "s",
        "1 s 1",
        "999999999 d",
        "9999999999 ms",
        "PT1S",
        "\u0661 s"
      })
  void what_is_no_time_or_out_of_bounds_is_refused(String text) {
    refused(Setting.CONNECT_TIMEOUT, text);
  }

  @ParameterizedTest
  @CsvSource({"1 h, PT1H", "24h, P1D", "7 d, P7D", "3650 d, P3650D"})
  void a_time_may_be_in_hours_and_days(String text, Duration time) throws InvalidSettingException {
    assertThat(Setting.SESSION_EXPIRY.parse(text)).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "3", "1.0", "1e0", "two", "0x1", "9223372036854775808", "1 1"})
  void what_is_no_whole_number_is_refused(String text) throws InvalidSettingException {
    refused(Setting.MQTT_QOS_MAX, text);
    assertThat(Setting.MQTT_QOS_MAX.parse(" 1 ")).isEqualTo(1L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yes", "no", "on", "1", "0", "True", "FALSE", "truee"})
  void a_flag_is_true_or_false_and_nothing_else(String text) throws InvalidSettingException {
    refused(Setting.MQTT_RETAINED, text);
    assertThat(Setting.MQTT_RETAINED.parse(" true")).isEqualTo(true);
    assertThat(Setting.MQTT_RETAINED.parse("false ")).isEqualTo(false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ANYONE", "Loopback", "any", "everyone", "loopback,anyone", "%s"})
  void a_choice_is_one_of_the_words(String text) throws InvalidSettingException {
    refused(Setting.ACCESS_ANONYMOUS, text);
    assertThat(Setting.ACCESS_ANONYMOUS.parse(" anyone ")).isEqualTo(Admission.ANYONE);
    assertThat(Setting.ACCESS_ANONYMOUS.allowed())
        .isEqualTo("automatic or nobody or loopback or anyone");
  }

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "' , ,', ''",
    "*, *",
    "https://a.example, https://a.example",
    "'https://a.example:8443 ,HTTP://[::1]:8080', https://a.example:8443|HTTP://[::1]:8080",
  })
  void a_list_is_separated_by_commas(String text, String entries) throws InvalidSettingException {
    assertThat(Setting.ACCESS_ORIGINS.parse(text))
        .isEqualTo(entries.isEmpty() ? List.of() : List.of(entries.split("\\|")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.org",
        "https://",
        "https://a.example/",
        "https://a.example/x",
        "ftp://a.example",
        "wss://a.example",
        "null",
        "file://",
        "**",
        "https://*.example.org",
        "https://u@a.example",
        "https://a.example https://b.example",
        "https://a.example?x"
      })
  void what_is_no_origin_is_refused_though_the_rest_of_the_list_is_fine(String text) {
    refused(Setting.ACCESS_ORIGINS, text);
    refused(Setting.ACCESS_ORIGINS, "https://fine.example," + text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/8", "localhost", "[::1]:80", "proxy.example"})
  void what_is_no_address_is_refused_as_a_proxy(String text) {
    refused(Setting.ACCESS_PROXIES, text); // and more of them by the policy that uses them
  }

  @ParameterizedTest
  @ValueSource(strings = {"ws", "/ws*", "/*", "/a b", "http://x/ws", "/ws?x", "/{x}", "/%2e", "/"})
  void what_is_no_path_is_refused(String text) {
    refused(Setting.MQTT_PATHS, text);
  }

  @ParameterizedTest
  @CsvSource({
    "PACKET_MAX, 1 KiB, 256 MiB, 1023, 268435457",
    "MESSAGE_MAX, 128, 1 MiB, 127, 1048577",
    "OUTBOX_MAX, 16 KiB, 1 GiB, 16383, 1025 MiB",
    "QUEUE_BYTES_MAX, 0, 64 GiB, -1, 65 GiB",
    "TOPIC_LEVELS_MAX, 1, 65536, 0, 65537",
    "INFLIGHT_MAX, 1, 65535, 0, 65536",
    "QUEUE_MESSAGES_MAX, 1, 100000000, 0, 100000001",
    "MQTT_QOS_MAX, 0, 2, -1, 3",
    "CONNECT_TIMEOUT, 100 ms, 10 m, 99 ms, 600001 ms",
    "SESSION_EXPIRY, 1 s, 3650 d, 999 ms, 3651 d",
    "PING_INTERVAL, 0 s, 1 h, -1 s, 3601 s",
    "OUTBOX_STALL, 100 ms, 1 h, 99 ms, 3600001 ms",
  })
  void both_bounds_are_allowed_and_what_is_beyond_is_not(
      Setting setting, String least, String most, String below, String above)
      throws InvalidSettingException {
    assertThat(setting.parse(least)).isNotNull();
    assertThat(setting.parse(most)).isNotNull();
    refused(setting, below);
    refused(setting, above);
  }

  @ParameterizedTest
  @CsvSource({
    "PACKET_MAX, 'a size from 1 KiB to 256 MiB, such as 64 KiB'",
    "MESSAGE_MAX, 'a size from 128 B to 1 MiB, such as 64 KiB'",
    "QUEUE_BYTES_MAX, 'a size from 0 B to 64 GiB, such as 64 KiB'",
    "CONNECT_TIMEOUT, 'a time from 100 ms to 600 s, such as 500 ms, 10 s or 5 m'",
    "SESSION_EXPIRY, 'a time from 1 s to 3650 d, such as 500 ms, 10 s or 5 m'",
    "PING_INTERVAL, 'a time from 0 s to 3600 s, such as 500 ms, 10 s or 5 m'",
    "INFLIGHT_MAX, a whole number from 1 to 65535",
    "MQTT_SHARED, true or false",
    "CONTAINER_IDLE_TIMERS, replace or keep",
    "TRANSPORT, endpoint or upgrade or grizzly",
  })
  void what_is_allowed_is_said_in_the_units_of_an_operator(Setting setting, String allowed) {
    assertThat(setting.allowed()).isEqualTo(allowed);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CONFIG_FILE")
  void nonsense_is_refused_by_every_setting(Setting setting) {
    refused(setting, "\u0000 nonsense \u2603 %d %s");
  }
}
