package dev.rialto.access;

import dev.rialto.config.InvalidSettingException;
import dev.rialto.config.Setting;
import dev.rialto.config.Settings;
import java.util.Locale;

/** Whose tokens are believed. */
public final class TokenTrust {
  private TokenTrust() {}

  /** Whether keys are on another machine, or at least another server's. */
  public static boolean isAddress(String place) {
    return place.toLowerCase(Locale.ROOT).matches("https?://.*");
  }

  /**
   * Looks whether it is said for whom tokens must be, where that must be said.
   *
   * @throws InvalidSettingException when tokens for others would be taken
   */
  public static void check(Settings settings) throws InvalidSettingException {
    if (isAddress(settings.text(Setting.ACCESS_JWT_KEYS))
        && (settings.text(Setting.ACCESS_JWT_ISSUER).isEmpty()
            || settings.text(Setting.ACCESS_JWT_AUDIENCE).isEmpty())) {
      throw new InvalidSettingException(
          "%s is an address, whose keys sign for others, too; set %s and %s."
              .formatted(
                  Setting.ACCESS_JWT_KEYS.key(),
                  Setting.ACCESS_JWT_ISSUER.key(),
                  Setting.ACCESS_JWT_AUDIENCE.key()));
    }
  }
}
