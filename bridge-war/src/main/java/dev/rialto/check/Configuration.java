package dev.rialto.check;

import dev.rialto.access.AccessReview;
import dev.rialto.config.InvalidSettingException;
import dev.rialto.config.Setting;
import dev.rialto.config.Settings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What the rules look at.
 *
 * @param file the properties file; empty for none
 * @param store where the store is, or will be
 */
public record Configuration(
    Settings settings, AccessReview access, KeyFile keys, String file, Path store) {

  /**
   * Reads the files that settings name.
   *
   * @throws InvalidSettingException when a server with these settings would not start
   */
  public static Configuration of(Settings settings, String file, Path store)
      throws InvalidSettingException {
    KeyFile keys = KeyFile.read(settings.text(Setting.ACCESS_JWT_KEYS));
    return new Configuration(settings, new AccessReview(settings), keys, file, store);
  }

  /** All that the rules find, the most important first. */
  public List<Finding> findings() {
    return Arrays.stream(Severity.values())
        .flatMap(
            severity -> Arrays.stream(Rule.values()).filter(rule -> rule.severity() == severity))
        .flatMap(rule -> rule.in(this).stream())
        .toList();
  }

  boolean isSet(Setting setting) {
    return !settings.text(setting).isEmpty();
  }

  boolean isReadable(Setting setting) {
    return isSet(setting) && FileRights.readable(Path.of(settings.text(setting)));
  }

  boolean isChangeable(Setting setting) {
    return isSet(setting) && FileRights.changeable(Path.of(settings.text(setting)));
  }

  /** Whether a list has an entry that begins so. */
  boolean lists(Setting setting, String beginning) {
    return settings.entries(setting).stream().anyMatch(each -> each.startsWith(beginning));
  }
}
