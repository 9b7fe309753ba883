package dev.rialto.access;

import dev.rialto.config.Authenticator;
import dev.rialto.config.InvalidSettingException;
import dev.rialto.config.Setting;
import dev.rialto.config.Settings;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** By what clients are known, in the operator's order. */
final class Authenticators {
  private Authenticators() {}

  /** Whether anybody can show who he is to us, rather than to the server. */
  static boolean knowUsers(Settings settings) {
    return Stream.of(
            Setting.ACCESS_PASSWORDS_FILE, Setting.ACCESS_SCRAM_FILE, Setting.ACCESS_JWT_KEYS)
        .anyMatch(setting -> !settings.text(setting).isEmpty());
  }

  static List<Authenticator> of(Settings settings) {
    return settings.entries(Setting.ACCESS_AUTHENTICATORS).stream()
        .map(name -> Authenticator.valueOf(name.toUpperCase(Locale.ROOT)))
        .toList();
  }

  /**
   * The same, looking whether it fits what else is set.
   *
   * @throws InvalidSettingException when users are set up whom nobody would ask
   */
  static List<Authenticator> checked(Settings settings) throws InvalidSettingException {
    List<Authenticator> all = of(settings);
    needs(all, Authenticator.PASSWORDS, settings, Setting.ACCESS_PASSWORDS_FILE);
    needs(all, Authenticator.TOKENS, settings, Setting.ACCESS_JWT_KEYS);
    return all;
  }

  private static void needs(
      List<Authenticator> all, Authenticator authenticator, Settings settings, Setting setting)
      throws InvalidSettingException {
    if (!settings.text(setting).isEmpty() && !all.contains(authenticator)) {
      throw new InvalidSettingException(
          "%s is set, but %s does not name %s; add it, or take %s away."
              .formatted(
                  setting.key(),
                  Setting.ACCESS_AUTHENTICATORS.key(),
                  authenticator.name().toLowerCase(Locale.ROOT),
                  setting.key()));
    }
  }
}
