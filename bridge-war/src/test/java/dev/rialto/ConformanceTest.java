package dev.rialto;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * CONFORMANCE.md has each normative statement of both specifications, and names tests that exist.
 */
class ConformanceTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern ROW = Pattern.compile("\\| (MQTT-[\\d.-]+) \\| (.+?) \\| (.+) \\|");
  private static final Pattern REFERENCE = Pattern.compile("`(\\w+)\\.(\\w+)`");

  private static List<MatchResult> rows(String version) throws IOException {
    String all = Files.readString(ROOT.resolve("CONFORMANCE.md"), StandardCharsets.UTF_8);
    int begin = all.indexOf("\n## MQTT " + version);
    assertThat(begin).isPositive();
    int end = all.indexOf("\n## ", begin + 1);
    String part = all.substring(begin, end < 0 ? all.length() : end);
    return part.lines()
        .map(ROW::matcher)
        .filter(m -> m.matches())
        .map(m -> m.toMatchResult())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.1.1", "5.0"})
  void every_statement_has_its_line(String version) throws IOException {
    try (InputStream list = getClass().getResourceAsStream("statements-" + version + ".txt")) {
      assertThat(rows(version))
          .extracting(row -> row.group(1))
          .containsExactlyElementsOf(
              new String(list.readAllBytes(), StandardCharsets.US_ASCII).lines().toList());
    }
  }

  /** Either tests, or a sentence why there is none. */
  @ParameterizedTest
  @ValueSource(strings = {"3.1.1", "5.0"})
  void every_line_names_tests_or_says_why_there_is_none(String version) throws IOException {
    assertThat(rows(version))
        .allMatch(
            row ->
                REFERENCE.matcher(row.group(3)).find() || row.group(3).matches("no test: .{15,}"));
  }

  @Test
  void every_test_that_is_named_exists() throws IOException {
    Map<String, String> sources = sources();
    String all = Files.readString(ROOT.resolve("CONFORMANCE.md"), StandardCharsets.UTF_8);
    assertThat(REFERENCE.matcher(all).results())
        .hasSizeGreaterThan(392)
        .allSatisfy(
            test ->
                assertThat(sources.getOrDefault(test.group(1), ""))
                    .as(test.group())
                    .containsPattern("void " + test.group(2) + "\\("));
  }

  private static Map<String, String> sources() throws IOException {
    try (Stream<Path> engine = Files.walk(ROOT.resolve("bridge-war/src/test/java"));
        Stream<Path> clients = Files.walk(ROOT.resolve("it-tests/src/test/java"))) {
      return Stream.concat(engine, clients)
          .filter(file -> file.toString().endsWith("Test.java"))
          .collect(
              toMap(
                  file -> file.getFileName().toString().replace(".java", ""),
                  ConformanceTest::read,
                  (one, other) -> one + other));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
