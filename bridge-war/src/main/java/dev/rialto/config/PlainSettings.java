package dev.rialto.config;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Reads the settings as {@link SettingsReader} does, without MicroProfile Config, for commands:
 * system properties first, then the environment, then the file.
 */
public final class PlainSettings {
  private final Properties file;
  private final Map<String, String> environment;
  private final Properties system;
  private final String path;

  /**
   * From these places.
   *
   * @param path of the properties file; {@code null} for the one that the other two name, if any
   * @throws InvalidSettingException when the file can't be read
   */
  public PlainSettings(String path, Map<String, String> environment, Properties system)
      throws InvalidSettingException {
    this.environment = environment;
    this.system = system;
    file = new Properties();
    this.path = path == null ? value(Setting.CONFIG_FILE.key()).orElse("") : path;
    try {
      file.putAll(PropertiesFile.read(this.path));
    } catch (IllegalStateException e) {
      throw new InvalidSettingException(e.getMessage(), e);
    }
  }

  /** The file that was read; empty when there is none. */
  public String path() {
    return path;
  }

  /**
   * Reads them all.
   *
   * @throws InvalidSettingException for a bad value or an unknown key, as the server would
   */
  public Settings read() throws InvalidSettingException {
    Set<String> unknown = new TreeSet<>();
    for (Properties each : new Properties[] {system, file}) {
      each.stringPropertyNames().stream().filter(SettingNames::isUnknown).forEach(unknown::add);
    }
    SettingNames.refuse(unknown);
    for (Setting setting : Setting.values()) {
      if (value(setting.key()).orElse("").contains("${")) { // what MicroProfile Config fills in
        throw new InvalidSettingException(
            "%s has a ${…}, which only the server can fill in; give this command its value as a"
                    .formatted(setting.key())
                + " system property.");
      }
    }
    return new Settings(this::value);
  }

  private Optional<String> value(String key) {
    String upper = SettingNames.inEnvironment(key);
    Stream<String> inEnvironment =
        Arrays.asList(key, key.replaceAll("[^A-Za-z0-9]", "_"), upper).stream()
            .map(environment::get);
    return Stream.concat(
            Stream.concat(Stream.of(system.getProperty(key, "")), inEnvironment),
            Stream.of(file.getProperty(key, "")))
        .filter(Objects::nonNull)
        .filter(value -> !value.isEmpty()) // which is no value to MicroProfile Config
        .findFirst();
  }
}
