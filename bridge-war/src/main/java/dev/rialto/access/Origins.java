package dev.rialto.access;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which web pages may open a connection (RFC 6455 section 10.2). A browser sends its user's cookies
 * with any page's handshake and doesn't ask the server first: the Origin header is all there is
 * against a foreign page that uses them.
 */
final class Origins {
  private static final String ANY = "*";

  /** What arduinoWebSockets sends whatever it is told; no browser does. */
  private static final String ARDUINO = "file://";

  private final Set<String> allowed;

  Origins(List<String> allowed) {
    this.allowed = allowed.stream().map(Origins::normal).collect(Collectors.toUnmodifiableSet());
  }

  /** Whether a handshake with this origin, to a server of that one, is welcome. */
  boolean allow(String origin, String own, boolean credentialed) {
    if (origin == null || allowed.contains(ANY)) {
      return true; // devices send none
    }
    if (origin.equals(ARDUINO)) {
      return !credentialed;
    }
    return trust(origin, own);
  }

  /** The same for one that may act for its user: not because any may come. */
  boolean trust(String origin, String own) {
    String normal = normal(origin);
    return normal.equals(normal(own)) || allowed.contains(normal);
  }

  /** Lower case and without the port that its scheme implies (RFC 6454 section 4). */
  private static String normal(String origin) {
    String lower = origin.toLowerCase(Locale.ROOT);
    if (lower.startsWith("http://")) {
      return lower.replaceFirst(":80$", "");
    }
    return lower.startsWith("https://") ? lower.replaceFirst(":443$", "") : lower;
  }
}
