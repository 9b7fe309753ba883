package dev.rialto.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The operator's own properties file. */
final class PropertiesFile {
  private PropertiesFile() {}

  /**
   * What is in it.
   *
   * @param path {@code null} or blank for no file
   * @throws IllegalStateException with a sentence for the operator, when it can't be read
   */
  static Properties read(String path) {
    Properties properties = new Properties();
    if (path != null && !path.isBlank()) {
      try (Reader reader = Files.newBufferedReader(Path.of(path))) {
        properties.load(reader);
      } catch (IOException | IllegalArgumentException e) { // the latter: a bad escape in it
        throw new IllegalStateException(
            "%s names the file %s, which cannot be read: %s"
                .formatted(Setting.CONFIG_FILE.key(), path, e),
            e);
      }
    }
    return properties;
  }
}
