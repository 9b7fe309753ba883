package dev.rialto.access;

import dev.rialto.config.Authenticator;
import dev.rialto.config.Setting;
import dev.rialto.config.Settings;
import java.util.List;
import java.util.Locale;

/** By what clients are known, in the operator's order. */
final class Authenticators {
  private Authenticators() {}

  static List<Authenticator> of(Settings settings) {
    return settings.entries(Setting.ACCESS_AUTHENTICATORS).stream()
        .map(name -> Authenticator.valueOf(name.toUpperCase(Locale.ROOT)))
        .toList();
  }
}
