package dev.rialto.config;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Reads the settings through MicroProfile Config, and looks for keys that nobody knows: a mistyped
 * limit must not silently be no limit.
 */
public final class SettingsReader {
  private static final Logger LOG = System.getLogger(SettingsReader.class.getName());

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
        if (SettingNames.isUnknown(name)) {
          unknown.add("%s (in %s)".formatted(name, source.getName()));
        } else if (SettingNames.isUnknownInEnvironment(name)) {
          LOG.log(Level.WARNING, "There is no setting for the environment variable {0}.", name);
        }
      }
    }
    SettingNames.refuse(unknown);
    return new Settings(key -> config.getOptionalValue(key, String.class));
  }
}
