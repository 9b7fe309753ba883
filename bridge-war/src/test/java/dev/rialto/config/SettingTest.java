package dev.rialto.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every setting there is. */
class SettingTest {
  @ParameterizedTest
  @EnumSource
  void the_default_is_a_value_that_is_allowed(Setting setting) {
    assertThatCode(() -> setting.parse(setting.byDefault())).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource
  void the_key_is_of_lower_case_words_behind_the_prefix(Setting setting) {
    assertThat(setting.key()).matches("rialto(\\.[a-z]+(-[a-z]+)*)+").startsWith(Setting.PREFIX);
  }

  @ParameterizedTest
  @EnumSource
  void the_sentence_is_one_line_that_fits_a_table(Setting setting) {
    assertThat(setting.sentence()).matches("[A-Z][^|\\n\"]+\\.").hasSizeLessThan(100);
    assertThat(setting.allowed()).matches("[^|\\n]+[^.|\\n]");
  }

  @Test
  void no_two_settings_have_the_same_key() {
    assertThat(Arrays.stream(Setting.values()).map(Setting::key)).doesNotHaveDuplicates();
  }

  @Test
  void no_two_settings_have_the_same_name_in_the_environment() {
    Set<String> names = new TreeSet<>();
    for (Setting setting : Setting.values()) {
      String name = SettingNames.inEnvironment(setting.key());
      assertThat(name).matches("RIALTO(_[A-Z]+)+");
      assertThat(names.add(name)).as(name).isTrue();
    }
  }

  @Test
  void a_dot_and_a_dash_are_an_underscore_in_the_environment() {
    assertThat(SettingNames.inEnvironment("rialto.websocket.single-packet"))
        .isEqualTo("RIALTO_WEBSOCKET_SINGLE_PACKET");
  }

  /** Failing closed: whoever sets nothing lets in as few as possible. */
  @Test
  void by_default_nobody_but_this_machine_gets_in() throws InvalidSettingException {
    assertThat(Setting.ACCESS_ANONYMOUS.parse(Setting.ACCESS_ANONYMOUS.byDefault()))
        .isEqualTo(Admission.AUTOMATIC);
    assertThat(Setting.ACCESS_PASSWORDS_FILE.byDefault()).isEmpty(); // so that it is loopback
    assertThat(Setting.ACCESS_ORIGINS.byDefault()).isEmpty();
    assertThat(Setting.ACCESS_PROXIES.byDefault()).isEmpty();
  }
}
