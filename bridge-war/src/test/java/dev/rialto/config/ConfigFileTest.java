package dev.rialto.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator's file as a source of settings. */
class ConfigFileTest {
  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("my.properties"), text);
  }

  @Test
  void it_has_what_the_file_says() throws IOException {
    Path file = file("# a comment\nrialto.packet.max = 2 MiB\nrialto.access.origins=https://ü\n");
    ConfigFile source = new ConfigFile(file.toString());
    assertThat(source.getPropertyNames())
        .containsExactlyInAnyOrder("rialto.packet.max", "rialto.access.origins");
    assertThat(source.getValue("rialto.packet.max")).isEqualTo("2 MiB");
    assertThat(source.getValue("rialto.access.origins")).isEqualTo("https://ü");
    assertThat(source.getValue("rialto.mqtt.paths")).isNull();
    assertThat(source.getName()).isEqualTo(file.toString());
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " "})
  void without_a_path_it_is_empty(String path) {
    assertThat(new ConfigFile(path).getPropertyNames()).isEmpty();
    assertThat(new ConfigFile(path).getName()).isNotNull();
  }

  /** MicroProfile Config: system properties have 400, the environment 300, files in the WAR 100. */
  @Test
  void environment_and_system_properties_go_first_and_the_wars_own_file_last() {
    assertThat(new ConfigFile(null).getOrdinal()).isGreaterThan(100).isLessThan(300);
  }

  private static void unreadable(String path) {
    assertThatThrownBy(() -> new ConfigFile(path))
        .hasMessageStartingWith(
            "rialto.config.file names the file " + path + ", which cannot be read: ");
  }

  @Test
  void a_file_that_is_not_there_stops_the_deployment() {
    unreadable(folder.resolve("none.properties").toString());
  }

  @Test
  void a_folder_stops_the_deployment() {
    unreadable(folder.toString());
  }

  @Test
  void a_file_of_another_encoding_stops_the_deployment() throws IOException {
    Path file = folder.resolve("latin1.properties");
    Files.write(file, "rialto.mqtt.paths=/ü".getBytes(StandardCharsets.ISO_8859_1));
    unreadable(file.toString());
  }

  /** Such as a Windows path with single backslashes. */
  @Test
  void a_file_with_a_broken_escape_stops_the_deployment() throws IOException {
    unreadable(file("rialto.packet.max=2 MiB\npath=C:\\users\\x\n").toString());
  }

  @Test
  void what_is_no_path_stops_the_deployment() {
    unreadable("a\0b");
  }

  @Test
  void the_server_finds_it_and_the_system_property_names_the_file() throws IOException {
    String before = System.getProperty("rialto.config.file");
    System.setProperty("rialto.config.file", file("rialto.packet.max=3 MiB").toString());
    try {
      assertThat(ServiceLoader.load(ConfigSource.class))
          .filteredOn(ConfigFile.class::isInstance)
          .singleElement()
          .satisfies(source -> assertThat(source.getValue("rialto.packet.max")).isEqualTo("3 MiB"));
    } finally {
      if (before == null) {
        System.clearProperty("rialto.config.file");
      } else {
        System.setProperty("rialto.config.file", before);
      }
    }
  }
}
