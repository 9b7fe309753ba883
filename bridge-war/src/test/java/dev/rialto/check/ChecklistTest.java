package dev.rialto.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** SECURITY.md says what the program knows. On failure: paste it. */
class ChecklistTest {
  private static final Path TEXT = Path.of("../SECURITY.md");
  private static final String BEGIN = "<!-- checklist -->\n";
  private static final String END = "<!-- /checklist -->";

  private static String checklist() {
    return "| | rule | about | what somebody could do | what to do |\n|---|---|---|---|---|\n"
        + Arrays.stream(Rule.values())
            .map(
                rule ->
                    "| %s | `%s` | %s | %s | %s. |\n"
                        .formatted(
                            rule.severity().name().toLowerCase(Locale.ROOT),
                            rule.label(),
                            rule.settings().stream()
                                .map(Setting::key)
                                .collect(Collectors.joining("`, `", "`", "`")),
                            rule.danger(),
                            rule.mend()))
            .collect(Collectors.joining());
  }

  @Test
  void the_checklist_is_the_rules() throws IOException {
    String text = Files.readString(TEXT);
    assertThat(text).containsOnlyOnce(BEGIN).containsOnlyOnce(END);
    assertThat(text.substring(text.indexOf(BEGIN) + BEGIN.length(), text.indexOf(END)))
        .as("What stands between %s and %s; this belongs there:%n%s", BEGIN, END, checklist())
        .isEqualTo(checklist());
  }

  @Test
  void every_test_that_holds_a_promise_is_there() throws IOException {
    var names =
        Pattern.compile("`(\\w+Test)`")
            .matcher(Files.readString(TEXT))
            .results()
            .map(each -> each.group(1) + ".java")
            .collect(Collectors.toSet());
    assertThat(names).hasSizeGreaterThan(10);
    try (var unit = Files.walk(Path.of("src/test/java"));
        var integration = Files.walk(Path.of("../it-tests/src/test/java"))) {
      names.removeAll(unit.map(each -> each.getFileName().toString()).toList());
      names.removeAll(integration.map(each -> each.getFileName().toString()).toList());
    }
    assertThat(names).isEmpty();
  }
}
