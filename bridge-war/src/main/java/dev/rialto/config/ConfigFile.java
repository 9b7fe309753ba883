package dev.rialto.config;

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
  private final Properties properties;

  /** Reads the file; called by the service loader. */
  public ConfigFile() {
    this(
        System.getProperty(
            Setting.CONFIG_FILE.key(),
            System.getenv(SettingNames.inEnvironment(Setting.CONFIG_FILE.key()))));
  }

  ConfigFile(String path) {
    this.path = path;
    properties = PropertiesFile.read(path);
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
