package dev.rialto.config;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Reads the settings through MicroProfile Config, and looks for keys that nobody knows: a mistyped
 * limit must not silently be no limit.
 */
public final class SettingsReader {
  private static final Logger LOG = System.getLogger(SettingsReader.class.getName());
  private static final String ENVIRONMENT_PREFIX = "RIALTO_";
  private static final Set<String> KNOWN =
      Arrays.stream(Setting.values()).map(Setting::key).collect(Collectors.toUnmodifiableSet());
  private static final Set<String> KNOWN_IN_ENVIRONMENT =
      KNOWN.stream().map(SettingsReader::environmentName).collect(Collectors.toUnmodifiableSet());

  private SettingsReader() {}

  /**
   * Reads them all.
   *
   * @throws InvalidSettingException for a bad value or an unknown key, except for unknown names in
   *     the environment, into which orchestrators put names of their own: those are warned about
   */
  public static Settings read(Config config) throws InvalidSettingException {
    Set<String> unknown = new TreeSet<>();
    for (ConfigSource source : config.getConfigSources()) {
      for (String name : source.getPropertyNames()) {
        if (name.startsWith(Setting.PREFIX) && !KNOWN.contains(name)) {
          unknown.add("%s (in %s)".formatted(name, source.getName()));
        } else if (name.startsWith(ENVIRONMENT_PREFIX) && !KNOWN_IN_ENVIRONMENT.contains(name)) {
          LOG.log(Level.WARNING, "There is no setting for the environment variable {0}.", name);
        }
      }
    }
    if (!unknown.isEmpty()) {
      throw new InvalidSettingException(
          "There is no setting "
              + String.join(", ", unknown)
              + "; remove it, or see the table of settings in README.md for its right name.");
    }
    return new Settings(key -> config.getOptionalValue(key, String.class));
  }

  /** How MicroProfile Config looks a key up in the environment. */
  static String environmentName(String key) {
    return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(java.util.Locale.ROOT);
  }
}
