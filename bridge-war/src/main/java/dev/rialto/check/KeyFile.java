package dev.rialto.check;

import dev.rialto.access.TokenTrust;
import dev.rialto.config.InvalidSettingException;
import dev.rialto.config.Setting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As much of a file of token keys as can be seen without a library for JSON, which a command
 * doesn't have: what might be a secret counts as one. The server reads it strictly.
 */
record KeyFile(Path path, boolean hasSecret, boolean hasShortSecret) {
  private static final KeyFile NONE = new KeyFile(null, false, false);
  private static final Pattern SECRET = Pattern.compile("\"k\"\\s*:\\s*\"([^\"]*)\"");
  private static final int SHORTEST = 43; // characters of Base64 for 32 bytes, RFC 7518 section 3.2

  /** The one that a setting names; an empty one for an address. */
  static KeyFile read(String place) throws InvalidSettingException {
    if (place.isEmpty() || TokenTrust.isAddress(place)) {
      return NONE;
    }
    try {
      Path path = Path.of(place);
      String text = Files.readString(path, StandardCharsets.ISO_8859_1);
      Matcher secrets = SECRET.matcher(text);
      boolean tooShort = secrets.results().anyMatch(each -> each.group(1).length() < SHORTEST);
      return new KeyFile(path, text.contains("\"oct\"") || text.contains("\\"), tooShort);
    } catch (IOException | InvalidPathException e) {
      throw new InvalidSettingException(
          "%s names %s, which cannot be read: %s."
              .formatted(Setting.ACCESS_JWT_KEYS.key(), place, e),
          e);
    }
  }

  boolean isReadableSecret() {
    return hasSecret && FileRights.readable(path);
  }

  boolean isChangeable() {
    return path != null && FileRights.changeable(path);
  }

  @Override
  public String toString() {
    return "a file of keys";
  }
}
