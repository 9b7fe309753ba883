package dev.rialto.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What operators read of the settings is what the program knows. On failure: paste it. */
class SettingsInWritingTest {
  private static final Path README = Path.of("../README.md");
  private static final Path TEMPLATE = Path.of("../broker-config/rialto.properties");
  private static final String BEGIN = "<!-- settings -->\n";
  private static final String END = "<!-- /settings -->";

  private static String table() {
    return "| setting | default | must be | what for |\n|---|---|---|---|\n"
        + Arrays.stream(Setting.values())
            .map(
                setting ->
                    "| `%s` | %s | %s | %s |\n"
                        .formatted(
                            setting.key(),
                            setting.byDefault().isEmpty() ? "—" : "`" + setting.byDefault() + "`",
                            setting.allowed(),
                            setting.sentence()))
            .collect(Collectors.joining());
  }

  private static String template() {
    return """
        # Rialto's settings, each with its default. Take the # away from those that you change, and
        # name this file with -Drialto.config.file=… or RIALTO_CONFIG_FILE=…. System properties and
        # environment variables (RIALTO_PACKET_MAX=…) go first. An unknown key or a bad value stops
        # the deployment with a sentence that says why.
        """
        + Arrays.stream(Setting.values())
            .filter(setting -> setting != Setting.CONFIG_FILE) // which this file can't name itself
            .map(
                setting ->
                    "\n# %s\n# must be %s\n#%s=%s\n"
                        .formatted(
                            setting.sentence(),
                            setting.allowed(),
                            setting.key(),
                            setting.byDefault()))
            .collect(Collectors.joining());
  }

  @Test
  void the_table_in_the_readme_is_the_enum() throws IOException {
    String readme = Files.readString(README);
    assertThat(readme).containsOnlyOnce(BEGIN).containsOnlyOnce(END);
    int begin = readme.indexOf(BEGIN) + BEGIN.length();
    assertThat(readme.substring(begin, readme.indexOf(END)))
        .as("What stands between %s and %s; this belongs there:%n%s", BEGIN, END, table())
        .isEqualTo(table());
  }

  @Test
  void the_template_for_operators_is_the_enum() throws IOException {
    assertThat(Files.readString(TEMPLATE))
        .as("%s; this belongs there:%n%s", TEMPLATE, template())
        .isEqualTo(template());
  }

  @Test
  void the_template_changes_nothing_until_a_line_is_taken_in() {
    assertThat(new ConfigFile(TEMPLATE.toString()).getPropertyNames()).isEmpty();
  }

  @Test
  void the_template_with_every_line_taken_in_is_valid() throws Exception {
    String text = Files.readString(TEMPLATE).replaceAll("(?m)^#(" + Setting.PREFIX + ")", "$1");
    Properties properties = new Properties();
    properties.load(new StringReader(text));
    assertThat(properties).hasSize(Setting.values().length - 1);
    for (Setting setting : Setting.values()) {
      setting.parse(properties.getProperty(setting.key(), setting.byDefault()));
    }
  }
}
