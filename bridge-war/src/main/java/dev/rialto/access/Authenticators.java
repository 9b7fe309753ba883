package dev.rialto.access;

import dev.rialto.config.Authenticator;
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
}
