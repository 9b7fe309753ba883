package dev.rialto.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How parts of the program get at their settings. */
class SettingsTest {
  private static Settings settings(Map<String, String> values) throws InvalidSettingException {
    return new Settings(key -> Optional.ofNullable(values.get(key)));
  }

  @Test
  void what_is_not_set_has_its_default() throws InvalidSettingException {
    Settings settings = settings(Map.of());
    assertThat(settings.number(Setting.PACKET_MAX)).isEqualTo(1 << 20);
    assertThat(settings.count(Setting.MESSAGE_MAX)).isEqualTo(12 * 1024);
    assertThat(settings.flag(Setting.SINGLE_PACKET)).isFalse();
    assertThat(settings.time(Setting.OUTBOX_STALL)).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.entries(Setting.MQTT_PATHS)).isEmpty();
    assertThat(settings.choice(Setting.CONTAINER_IDLE_TIMERS, IdleTimers.class))
        .isEqualTo(IdleTimers.REPLACE);
  }

  @Test
  void what_is_set_counts() throws InvalidSettingException {
    Settings settings =
        settings(
            Map.of(
                "rialto.packet.max", "2 KiB",
                "rialto.websocket.single-packet", "true",
                "rialto.outbox.stall", "5 s",
                "rialto.mqtt.paths", "/ws,/broker/mqtt",
                "rialto.access.anonymous", "anyone"));
    assertThat(settings.number(Setting.PACKET_MAX)).isEqualTo(2048);
    assertThat(settings.flag(Setting.SINGLE_PACKET)).isTrue();
    assertThat(settings.time(Setting.OUTBOX_STALL)).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.entries(Setting.MQTT_PATHS)).containsExactly("/ws", "/broker/mqtt");
    assertThat(settings.choice(Setting.ACCESS_ANONYMOUS, Admission.class))
        .isEqualTo(Admission.ANYONE);
  }

  @Test
  void a_bad_value_is_told_with_key_value_and_what_is_allowed() {
    assertThatThrownBy(() -> settings(Map.of("rialto.packet.max", "lots")))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage(
            "rialto.packet.max is 'lots', but must be a size from 1 KiB to 256 MiB,"
                + " such as 64 KiB.");
  }

  @Test
  void a_count_above_the_range_of_int_is_not_cut_off() throws InvalidSettingException {
    Settings settings = settings(Map.of("rialto.queue.bytes.max", "4 GiB"));
    assertThat(settings.number(Setting.QUEUE_BYTES_MAX)).isEqualTo(4L << 30);
    assertThatThrownBy(() -> settings.count(Setting.QUEUE_BYTES_MAX))
        .isInstanceOf(ArithmeticException.class);
  }

  /** Where {@code count} is called, the largest value must fit, and 64 KiB more for a buffer. */
  @Test
  void the_settings_that_are_read_as_int_fit_one() throws InvalidSettingException {
    Settings settings =
        settings(Map.of("rialto.packet.max", "256 MiB", "rialto.websocket.message.max", "1 MiB"));
    assertThat(settings.count(Setting.PACKET_MAX) + (64 << 10)).isPositive();
    assertThat(settings.count(Setting.MESSAGE_MAX)).isPositive();
  }
}
