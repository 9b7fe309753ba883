package dev.rialto.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * The operator's own properties file as a source of MicroProfile Config. Its path comes from the
 * system property {@code rialto.config.file} or the variable {@code RIALTO_CONFIG_FILE}; without
 * either it is empty. A file that can't be read stops the deployment.
 */
public final class ConfigFile implements ConfigSource {
  private static final int ORDINAL = 250; // below environment (300) and system properties (400)

  private final String path;
  private final Properties properties = new Properties();

  /** Reads the file; called by the service loader. */
  public ConfigFile() {
    this(
        System.getProperty(
            Setting.CONFIG_FILE.key(),
            System.getenv(SettingsReader.environmentName(Setting.CONFIG_FILE.key()))));
  }

  ConfigFile(String path) {
    this.path = path;
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
  }

  @Override
  public Set<String> getPropertyNames() {
    return properties.stringPropertyNames();
  }

  @Override
  public String getValue(String name) {
    return properties.getProperty(name);
  }

  @Override
  public String getName() {
    return path == null ? "no file" : path;
  }

  @Override
  public int getOrdinal() {
    return ORDINAL;
  }
}
