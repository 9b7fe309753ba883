package dev.rialto.edge.token;

import dev.rialto.access.Identity;
import dev.rialto.access.TokenVerifier.Expired;
import dev.rialto.access.TokenVerifier.Finding;
import dev.rialto.access.TokenVerifier.Valid;
import dev.rialto.config.Setting;
import dev.rialto.config.Settings;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a token must say, and who its owner is by it (RFC 7519 section 4.1).
 *
 * @param issuer or empty for any
 * @param audience or empty for any
 * @param user the name of the claim that is the user name
 * @param roles the name of the claim with the roles, or a path of names
 */
record Claims(String issuer, String audience, String user, String roles, Duration skew) {
  private static final int LONGEST_NAME = 1024; // characters

  static Claims of(Settings settings) {
    return new Claims(
        settings.text(Setting.ACCESS_JWT_ISSUER),
        settings.text(Setting.ACCESS_JWT_AUDIENCE),
        settings.text(Setting.ACCESS_JWT_USER_CLAIM),
        settings.text(Setting.ACCESS_JWT_ROLES_CLAIM),
        settings.time(Setting.ACCESS_JWT_SKEW));
  }

  /**
   * Looks at the claims of a token whose signature is right.
   *
   * @param now milliseconds since 1970
   */
  Finding find(JsonObject claims, long now) throws TokenException {
    if (!issuer.isEmpty() && !issuer.equals(StrictJson.text(claims, "iss"))) {
      throw new TokenException("another one has issued it");
    }
    if (!audience.isEmpty() && !texts(claims.get("aud")).contains(audience)) {
      throw new TokenException("it is for somebody else");
    }
    if (StrictJson.moment(claims, "nbf", 0) > now + skew.toMillis()) {
      throw new TokenException("it is not valid yet");
    }
    long expires = StrictJson.moment(claims, "exp", -1);
    if (expires < 0) {
      throw new TokenException("it never expires");
    }
    String name = StrictJson.text(claims, user);
    if (name == null || name.length() > LONGEST_NAME || !name.matches("[^\\p{Cntrl}]+")) {
      throw new TokenException("it has no user name");
    }
    if (Identity.isReserved(name)) {
      throw new TokenException("its user name is the server's own");
    }
    expires += skew.toMillis();
    return expires <= now ? new Expired() : new Valid(name, roles(claims), expires);
  }

  private Set<String> roles(JsonObject claims) {
    JsonValue value = claims.get(roles);
    if (value == null) { // a name may have dots itself, and some are addresses
      value = claims;
      for (String step : roles.split("\\.", -1)) {
        value = value instanceof JsonObject object ? object.get(step) : null;
      }
    }
    Set<String> all = new LinkedHashSet<>();
    for (String text : texts(value)) {
      all.addAll(value instanceof JsonString ? List.of(text.split(" +", -1)) : List.of(text));
    }
    all.remove("");
    return Set.copyOf(all);
  }

  /** A text, or the texts of an array; what is something else says nothing. */
  private static Set<String> texts(JsonValue value) {
    Set<String> texts = new LinkedHashSet<>();
    if (value instanceof JsonString text) {
      texts.add(text.getString());
    } else if (value instanceof JsonArray array) {
      array.forEach(
          each -> {
            if (each instanceof JsonString text) {
              texts.add(text.getString());
            }
          });
    }
    return texts;
  }
}
