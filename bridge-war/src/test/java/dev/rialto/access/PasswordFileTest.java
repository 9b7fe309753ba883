package dev.rialto.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rialto.config.InvalidSettingException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Password files: what is one, and whom it lets in. */
class PasswordFileTest {
  private static final String SALT = "AAAAAAAAAAAAAAAA";
  private static final String HASH = "A".repeat(86) + "==";
  private static final String LINE = "$7$101$" + SALT + "$" + HASH;

  @TempDir private Path folder;

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("passwords"), text);
  }

  /** Written by mosquitto_passwd 2.0.11 itself. */
  private static PasswordFile mosquittos() throws Exception {
    return PasswordFile.read(fixture().toString());
  }

  private static Path fixture() throws URISyntaxException {
    return Path.of(PasswordFileTest.class.getResource("mosquitto.passwords").toURI());
  }

  @ParameterizedTest
  @CsvSource({
    "anna, secret, true",
    "anna, Secret, false",
    "anna, 'secret ', false",
    "anna, '', false",
    "bert, pässwörd with spaces, true",
    "bert, secret, false",
    "old, secret, true", // of the older form
    "old, secre, false",
    "Anna, secret, false",
    "nobody, secret, false",
    "'', '', false",
  })
  void what_mosquitto_writes_lets_in(String user, String password, boolean in) throws Exception {
    assertThat(mosquittos().check(user, password.getBytes(UTF_8)) != null).isEqualTo(in);
  }

  @Test
  void what_our_own_command_writes_lets_in() throws Exception {
    PasswordHash hash =
        PasswordHash.of("sécret".getBytes(UTF_8), "0123456789ab".getBytes(UTF_8), 7);
    new PasswordFileEdit(folder.resolve("passwords")).put("anna", hash);
    PasswordFile file = PasswordFile.read(folder.resolve("passwords").toString());
    assertThat(file.check("anna", "sécret".getBytes(UTF_8))).isEqualTo(hash);
    assertThat(file.check("anna", "secret".getBytes(UTF_8))).isNull();
  }

  @Test
  void a_password_is_bytes_not_text() {
    byte[] salt = "0123456789ab".getBytes(UTF_8);
    PasswordHash hash = PasswordHash.of(new byte[] {(byte) 0xFF, 0}, salt, 3);
    PasswordFile file = new PasswordFile(Map.of("a", hash), Stretching.STANDARD);
    assertThat(file.check("a", new byte[] {(byte) 0xFF, 0})).isNotNull();
    assertThat(file.check("a", new byte[] {(byte) 0xFE, 0})).isNull();
    assertThat(file.check("a", "\uFFFD\u0000".getBytes(UTF_8))).isNull();
  }

  @Test
  void an_empty_password_is_no_error() {
    PasswordHash hash = PasswordHash.of(new byte[0], "0123456789ab".getBytes(UTF_8), 3);
    PasswordFile file = new PasswordFile(Map.of("a", hash), Stretching.STANDARD);
    assertThat(file.check("a", new byte[0])).isNotNull();
    assertThat(file.check("a", new byte[] {1})).isNull();
  }

  /** Else the time would tell which users exist, and whose hash is of the older form. */
  @Test
  void every_check_is_the_same_work() {
    List<Integer> work = new ArrayList<>();
    Stretching counting =
        (password, salt, iterations) -> {
          work.add(iterations);
          return new byte[Stretching.LENGTH]; // the very bytes that an unknown user has
        };
    byte[] salt = "0123456789ab".getBytes(UTF_8);
    PasswordFile file =
        new PasswordFile(
            Map.of(
                "slow", PasswordHash.of(salt, salt, 500),
                "quick", PasswordHash.of(salt, salt, 20),
                "old", PasswordHash.of(salt, salt, 0)),
            counting);
    for (String user : List.of("slow", "quick", "old", "nobody")) {
      work.clear();
      assertThat(file.check(user, salt)).as(user).isNull();
      assertThat(work.stream().mapToInt(i -> i).sum()).as(user).isEqualTo(500);
    }
  }

  @Test
  void comments_empty_lines_and_windows_are_fine() throws Exception {
    String text = "\uFEFFanna:" + LINE + "\r\n\r\n# bert:nothing\r\n carl : " + LINE + " \r\n";
    PasswordFile file = PasswordFile.read(write(text).toString());
    assertThat(file.size()).isEqualTo(2);
    assertThat(file.of("anna")).isNotNull();
    assertThat(file.of("carl")).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bert",
        "bert:",
        "bert:secret", // plain text
        ":" + "$7$101$" + SALT,
        "bert:$5$101$" + SALT + "$x",
        "bert:$7$101$" + SALT + "$AAAA", // too short
        "bert:$argon2id$v=19$m=47104,t=1,p=1$" + SALT + "$x",
      })
  void a_broken_line_stops_it(String line) throws IOException {
    refused(line, "is not user:$7$iterations$salt$hash or user:$6$salt$hash; let passwd write it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "10000001", "999999999", "-1", ""})
  void iterations_have_bounds(String iterations) throws IOException {
    refused("bert:" + LINE.replace("101", iterations), "is not user:");
  }

  @ParameterizedTest
  @CsvSource({":, ''", "'', :", "$6$, $6$101$", "AAAAAAAAAAAAAAAA, AAAA", "==, =", "==, ==:x"})
  void what_looks_almost_right_stops_it_too(String part, String instead) throws IOException {
    String line = part.isEmpty() ? instead + LINE : ("bert:" + LINE).replace(part, instead);
    refused(line.equals("bert:" + LINE) ? "bert:$6$1$" + SALT + "$" + HASH : line, "is not user:");
  }

  @Test
  void a_user_who_is_there_twice_stops_it() throws IOException {
    refused("anna:" + LINE, "has a user who was there before; keep one of the two");
  }

  private void refused(String line, String why) throws IOException {
    Path file = write("# users\nanna:" + LINE + "\n" + line + "\n");
    assertThatThrownBy(() -> PasswordFile.read(file.toString()))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith(
            "rialto.access.passwords.file names " + file + ", whose line 3 " + why)
        .hasMessageEndingWith(".");
    assertThatThrownBy(() -> PasswordFile.read(file.toString())).message().doesNotContain("secret");
  }

  @Test
  void a_file_that_is_missing_or_no_text_stops_it() throws IOException {
    String missing = folder.resolve("missing").toString();
    assertThatThrownBy(() -> PasswordFile.read(missing))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith("rialto.access.passwords.file names " + missing)
        .hasMessageContaining("which cannot be read");
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xC3, 0x28});
    assertThatThrownBy(() -> PasswordFile.read(binary.toString()))
        .hasMessageContaining("save it as UTF-8");
  }

  @Test
  void nothing_of_it_gets_into_a_log() {
    assertThat(PasswordHash.parse(LINE)).hasToString("a password's hash");
    assertThat(
            new Login(
                "c", "secret", dev.rialto.wire.Payload.of("word"), new Visitor("10.0.0.1", false)))
        .hasToString("login from 10.0.0.1");
  }
}
