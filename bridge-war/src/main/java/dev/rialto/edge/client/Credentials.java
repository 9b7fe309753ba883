package dev.rialto.edge.client;

import dev.rialto.wire.Payload;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What a request shows of who sent it, for CONNECT.
 *
 * @param userName or {@code null}
 * @param password or {@code null}
 */
public record Credentials(String userName, Payload password) {
  /** Somebody who says nothing of himself. */
  public static final Credentials NONE = new Credentials(null, null);

  @Override
  public String toString() { // people type a password for the name
    return "credentials";
  }

  private static final String BASIC = "Basic ";

  /**
   * Those of HTTP's Basic authentication (RFC 7617), in UTF-8. What is something else is none: it
   * is the server's to understand.
   *
   * @param authorization the header, or {@code null}
   */
  public static Credentials basic(String authorization) {
    if (authorization == null || !authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return NONE;
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(authorization.substring(BASIC.length()).strip());
      String pair = new String(decoded, StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0
          ? NONE
          : new Credentials(pair.substring(0, colon), Payload.of(pair.substring(colon + 1)));
    } catch (IllegalArgumentException e) { // not Base64
      return NONE;
    }
  }
}
