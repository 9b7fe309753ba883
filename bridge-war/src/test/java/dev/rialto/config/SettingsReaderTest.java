package dev.rialto.config;

import static dev.rialto.config.FakeConfig.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where settings come from, and what becomes of keys that nobody knows. */
class SettingsReaderTest {
  private final Logger logger = Logger.getLogger(SettingsReader.class.getName());
  private final List<String> logged = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          logged.add(line.getLevel() + " " + List.of(line.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
  }

  @AfterEach
  void listenNoMore() {
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
  }

  @Test
  void settings_come_from_any_source() throws InvalidSettingException {
    Settings settings =
        SettingsReader.read(
            new FakeConfig(
                source("system", Map.of("rialto.inflight.max", "7", "java.home", "/x")),
                source("environment", Map.of("RIALTO_PACKET_MAX", "2 KiB", "PATH", "/bin")),
                source("file", Map.of("rialto.inflight.max", "8", "rialto.mqtt.shared", "false"))));
    assertThat(settings.number(Setting.INFLIGHT_MAX)).isEqualTo(7);
    assertThat(settings.number(Setting.PACKET_MAX)).isEqualTo(2048);
    assertThat(settings.flag(Setting.MQTT_SHARED)).isFalse();
    assertThat(logged).isEmpty();
  }

  @Test
  void every_key_is_known_in_both_forms() throws InvalidSettingException {
    for (Setting setting : Setting.values()) {
      Map<String, String> both =
          Map.of(
              setting.key(), setting.byDefault(),
              SettingNames.inEnvironment(setting.key()), setting.byDefault());
      assertThat(SettingsReader.read(new FakeConfig(source("both", both)))).isNotNull();
    }
    assertThat(logged).isEmpty();
  }

  @Test
  void an_unknown_key_stops_with_a_sentence_that_says_where_it_is() {
    assertThatThrownBy(
            () ->
                SettingsReader.read(
                    new FakeConfig(source("my.properties", Map.of("rialto.packt.max", "1 MiB")))))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage(
            "There is no setting rialto.packt.max (in my.properties); remove it, or see the table"
                + " of settings in README.md for its right name.");
  }

  @Test
  void all_unknown_keys_are_told_at_once_and_in_order() {
    assertThatThrownBy(
            () ->
                SettingsReader.read(
                    new FakeConfig(
                        source("system", Map.of("rialto.z", "1")),
                        source("file", Map.of("rialto.a", "1", "rialto.Packet.max", "1 MiB")))))
        .hasMessageStartingWith(
            "There is no setting rialto.Packet.max (in file), rialto.a (in file),"
                + " rialto.z (in system);");
  }

  /** An unknown limit may be a mistyped one: no other bad value must be told before it. */
  @Test
  void an_unknown_key_is_told_before_a_bad_value() {
    Map<String, String> both = Map.of("rialto.a", "1", "rialto.packet.max", "lots");
    assertThatThrownBy(() -> SettingsReader.read(new FakeConfig(source("file", both))))
        .hasMessageContaining("rialto.a");
  }

  @Test
  void a_bad_value_stops_with_its_sentence() {
    assertThatThrownBy(
            () ->
                SettingsReader.read(
                    new FakeConfig(source("environment", Map.of("RIALTO_PACKET_MAX", "lots")))))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith("rialto.packet.max is 'lots', but must be a size from 1 KiB");
  }

  /** Orchestrators put names such as RIALTO_SERVICE_HOST into the environment. */
  @Test
  void an_unknown_variable_is_only_warned_about() throws InvalidSettingException {
    Map<String, String> variables =
        Map.of("RIALTO_SERVICE_HOST", "10.0.0.7", "RIALTO_INFLIGHT_MAX", "9");
    Settings settings = SettingsReader.read(new FakeConfig(source("environment", variables)));
    assertThat(settings.number(Setting.INFLIGHT_MAX)).isEqualTo(9);
    assertThat(logged).containsExactly("WARNING [RIALTO_SERVICE_HOST]");
  }

  @Test
  void keys_of_other_programs_are_none_of_our_business() throws InvalidSettingException {
    Map<String, String> others = Map.of("rialtox.a", "1", "RIALTOX_A", "1", "my.rialto.a", "1");
    assertThat(SettingsReader.read(new FakeConfig(source("system", others)))).isNotNull();
    assertThat(logged).isEmpty();
  }
}
