package dev.rialto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.access.Logins;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command that writes password files. */
class PasswdTest {
  private static final String LINE = ":\\$7\\$10000\\$[\\w+/]{16}\\$[\\w+/]{86}==";

  @TempDir private Path folder;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private int run(String password, String... arguments) {
    PrintStream out = new PrintStream(said, true, UTF_8);
    return new Passwd(() -> password, () -> "piped " + password, out).run(List.of(arguments));
  }

  private Path file() {
    return folder.resolve("passwords");
  }

  @Test
  void a_file_is_made_that_only_its_owner_can_read() throws IOException {
    assertThat(run("secret", file().toString(), "anna")).isZero();
    assertThat(Files.readAllLines(file())).singleElement().asString().matches("anna" + LINE);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    assertThat(folder.toFile().list()).containsExactly("passwords");
    assertThat(said.size()).isZero();
  }

  @Test
  void the_users_own_line_is_replaced_and_nothing_else() throws IOException {
    Files.writeString(file(), "# anna: of the kitchen\nanna:x\nannabel:y\n\nbert:z\n");
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));
    assertThat(run("secret", file().toString(), "anna")).isZero();
    List<String> lines = Files.readAllLines(file());
    assertThat(lines).startsWith("# anna: of the kitchen", "annabel:y", "", "bert:z").hasSize(5);
    assertThat(lines.get(4)).matches("anna" + LINE);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-r-----");
  }

  @Test
  void the_same_password_is_written_differently_each_time() throws IOException {
    run("secret", file().toString(), "anna");
    String first = Files.readString(file());
    run("secret", file().toString(), "anna");
    assertThat(Files.readString(file())).isNotEqualTo(first);
  }

  @Test
  void it_lets_in_whoever_knows_the_password() throws Exception {
    run("secret", file().toString(), "anna");
    run("secret", "-s", file().toString(), "bert");
    assertThat(Logins.admits(file(), "anna", "secret")).isTrue();
    assertThat(Logins.admits(file(), "anna", "piped secret")).isFalse();
    assertThat(Logins.admits(file(), "bert", "piped secret")).isTrue();
  }

  @Test
  void for_scram_it_writes_what_scram_needs() throws IOException {
    assertThat(run("secret", "--scram", file().toString(), "anna")).isZero();
    assertThat(run("secret", "--scram", "-s", file().toString(), "bert")).isZero();
    assertThat(Files.readAllLines(file()))
        .hasSize(2)
        .allSatisfy(
            line ->
                assertThat(line)
                    .matches("\\w+:SCRAM-SHA-256\\$10000:[\\w+/]{16}\\$[\\w+/]{43}=:[\\w+/]{43}="));
    assertThat(run(null, "--scram", "-d", file().toString(), "anna")).isZero();
    assertThat(Files.readAllLines(file())).singleElement().asString().startsWith("bert:");
    assertThat(run("a\u0007b", "--scram", file().toString(), "carl")).isEqualTo(1);
    assertThat(run("secret", "--scram")).isEqualTo(1);
  }

  @Test
  void a_user_is_deleted() throws IOException {
    Files.writeString(file(), "anna:x\nbert:z\n");
    assertThat(run(null, "-d", file().toString(), "anna")).isZero();
    assertThat(Files.readString(file())).isEqualTo("bert:z\n");
    assertThat(run(null, "-d", file().toString(), "anna")).isEqualTo(1);
    assertThat(said.toString(UTF_8)).contains("no such user");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a:b", " a", "a ", "#a", "a\nb", "a\u0000"})
  void a_name_that_could_not_be_read_again_is_refused(String name) {
    assertThat(run("secret", file().toString(), name)).isEqualTo(1);
    assertThat(file()).doesNotExist();
  }

  @ParameterizedTest
  @NullAndEmptySource
  void without_a_password_nothing_happens(String password) {
    assertThat(run(password, file().toString(), "anna")).isEqualTo(1);
    assertThat(file()).doesNotExist();
  }

  @Test
  void it_says_how_it_is_used() {
    assertThat(run("secret")).isEqualTo(1);
    assertThat(run("secret", "x", file().toString(), "anna")).isEqualTo(1);
    assertThat(said.toString(UTF_8)).contains("Usage: Passwd FILE USER");
  }

  @Test
  void a_file_that_cannot_be_written_is_said() {
    assertThat(run("secret", folder.resolve("nowhere/passwords").toString(), "a")).isEqualTo(1);
    assertThat(said.toString(UTF_8)).startsWith("The file could not be changed");
  }
}
