package dev.rialto.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What settings are called in files and in the environment. */
final class SettingNames {
  private static final String ENVIRONMENT_PREFIX = "RIALTO_";
  private static final Set<String> KNOWN =
      Arrays.stream(Setting.values()).map(Setting::key).collect(Collectors.toUnmodifiableSet());
  private static final Set<String> KNOWN_IN_ENVIRONMENT =
      KNOWN.stream().map(SettingNames::inEnvironment).collect(Collectors.toUnmodifiableSet());

  private SettingNames() {}

  /** How MicroProfile Config looks a key up in the environment. */
  static String inEnvironment(String key) {
    return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  /** Whether a key should be one of ours and isn't. */
  static boolean isUnknown(String key) {
    return key.startsWith(Setting.PREFIX) && !KNOWN.contains(key);
  }

  /** The same for a variable, which others may have put there. */
  static boolean isUnknownInEnvironment(String name) {
    return name.startsWith(ENVIRONMENT_PREFIX) && !KNOWN_IN_ENVIRONMENT.contains(name);
  }

  /**
   * Refuses keys that nobody knows: a mistyped limit must not silently be no limit.
   *
   * @param keys each with the place where it was found
   */
  static void refuse(Set<String> keys) throws InvalidSettingException {
    if (!keys.isEmpty()) {
      throw new InvalidSettingException(
          "There is no setting "
              + String.join(", ", keys)
              + "; remove it, or see the table of settings in README.md for its right name.");
    }
  }
}
