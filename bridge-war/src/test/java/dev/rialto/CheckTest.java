package dev.rialto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command that lists what is open. */
class CheckTest {
  @TempDir private Path folder;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final Properties system = new Properties();
  private Path file;

  @BeforeEach
  void keepAwayFromTheRealStore() throws IOException {
    system.setProperty("rialto.store.directory", folder.resolve("store").toString());
    file = Files.writeString(folder.resolve("rialto.properties"), "");
  }

  private int run(Map<String, String> environment, String... arguments) {
    PrintStream out = new PrintStream(said, true, UTF_8);
    return new Check(environment, system, out).run(List.of(arguments));
  }

  @Test
  void nothing_open_is_0() {
    assertThat(run(Map.of())).isZero();
    assertThat(said.toString(UTF_8)).contains("0 open, ");
  }

  @Test
  void something_open_is_1() throws IOException {
    Files.writeString(file, "rialto.text.log=true\n");
    assertThat(run(Map.of(), file.toString())).isOne();
    assertThat(said.toString(UTF_8))
        .startsWith("open  rialto.text.log: Who can read the log")
        .contains("1 open, ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rialto.acess.anonymous=nobody",
        "rialto.access.anonymous=everyone",
        "rialto.access.acl.file=/nowhere/acl",
        "rialto.access.passwords.file=${HOME}/passwords",
        "rialto.access.jwt.keys=https://id.example.org/keys",
        "rialto.access.jwt.keys=/nowhere/keys",
        "rialto.access.proxies=1.2.3",
        "rialto.access.scram.file=\\uXYZ"
      })
  void what_a_server_would_not_start_with_is_2(String line) throws IOException {
    Files.writeString(file, line);
    assertThat(run(Map.of(), file.toString())).isEqualTo(2);
    assertThat(said.toString(UTF_8).lines()).singleElement().asString().contains("rialto.");
  }

  @Test
  void a_file_that_is_not_there_is_2() {
    assertThat(run(Map.of(), folder.resolve("missing").toString())).isEqualTo(2);
    assertThat(run(Map.of(), "--help")).isEqualTo(2);
    assertThat(run(Map.of(), "one", "two")).isEqualTo(2);
  }

  @Test
  void properties_go_before_the_environment_and_that_before_the_file() throws IOException {
    Files.writeString(file, "rialto.text.log=true\n");
    Map<String, String> named = Map.of("RIALTO_CONFIG_FILE", file.toString());
    assertThat(run(named)).isOne();
    assertThat(run(Map.of("RIALTO_TEXT_LOG", "false"), file.toString())).isZero();
    system.setProperty("rialto.text.log", "true");
    assertThat(run(Map.of("RIALTO_TEXT_LOG", "false"))).isOne();
  }

  @Test
  void an_empty_value_is_none() throws IOException {
    Files.writeString(file, "rialto.text.log=true\n");
    assertThat(run(Map.of("RIALTO_TEXT_LOG", ""), file.toString())).isOne();
  }
}
