package dev.rialto.edge.ws;

import dev.rialto.config.Setting;
import dev.rialto.config.Settings;
import java.util.ArrayList;
import java.util.List;

/** How somebody may show who he is, as an answer with the status 401 says it (RFC 9110 11.6.1). */
public final class Challenges {
  /** The header. */
  public static final String HEADER = "WWW-Authenticate";

  private static final String BASIC = "Basic realm=\"Rialto\", charset=\"UTF-8\""; // RFC 7617
  private static final String BEARER = "Bearer realm=\"Rialto\""; // RFC 6750

  private Challenges() {}

  /** Each as a line; there is always one. Where users have passwords, a browser asks for one. */
  public static List<String> of(Settings settings) {
    List<String> challenges = new ArrayList<>();
    if (!settings.text(Setting.ACCESS_JWT_KEYS).isEmpty()) {
      challenges.add(BEARER);
    }
    if (challenges.isEmpty() || !settings.text(Setting.ACCESS_PASSWORDS_FILE).isEmpty()) {
      challenges.add(BASIC);
    }
    return challenges;
  }
}
