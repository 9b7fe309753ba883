package dev.rialto.edge.ws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rialto.access.Forwarded;
import dev.rialto.access.HandshakeFacts;
import dev.rialto.access.Secret;
import dev.rialto.access.Shown;
import dev.rialto.config.Authenticator;
import dev.rialto.config.CertificateUser;
import dev.rialto.config.Setting;
import dev.rialto.config.Settings;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** Reads from a request what it says of itself, and of who has sent it. */
final class RequestFacts {
  /** Besides X-Forwarded-…: what only proxies add. */
  private static final Set<String> TRACES = Set.of("via", "x-real-ip");

  private static final String BEARER = "Bearer ";

  /** A page can't set headers of a WebSocket's handshake, but subprotocols. */
  private static final String SUBPROTOCOL = "bearer.";

  private static final String TICKET = "ticket=";
  private static final String CERTIFICATE = "jakarta.servlet.request.X509Certificate";

  private final Settings settings;
  private final HttpServletRequest request;

  private RequestFacts(Settings settings, HttpServletRequest request) {
    this.settings = settings;
    this.request = request;
  }

  static HandshakeFacts of(Settings settings, HttpServletRequest request) {
    return new RequestFacts(settings, request).facts();
  }

  private HandshakeFacts facts() {
    return new HandshakeFacts(
        request.getRemoteAddr(),
        request.isSecure(),
        request.getHeader("Host"),
        request.getHeader("Origin"),
        "same-origin".equals(request.getHeader("Sec-Fetch-Site")),
        forwarded(),
        request.getHeader("Cookie") != null
            || request.getHeader("Authorization") != null
            || request.getUserPrincipal() != null,
        shown());
  }

  private Shown shown() {
    Principal user = request.getUserPrincipal();
    return new Shown(
        user == null ? null : user.getName(),
        user == null ? Set.of() : roles(),
        certificate(),
        bearer(),
        cookie(),
        ticket());
  }

  /** Nobody lists a user's roles; so the operator says which ones matter. */
  private Set<String> roles() {
    return settings.entries(Setting.ACCESS_SERVER_ROLES).stream()
        .filter(request::isUserInRole)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Only where it counts: a container may begin to negotiate when it is asked. */
  private String certificate() {
    boolean counts =
        settings
            .entries(Setting.ACCESS_AUTHENTICATORS)
            .contains(Authenticator.CERTIFICATE.name().toLowerCase(Locale.ROOT));
    if (counts
        && request.getAttribute(CERTIFICATE) instanceof X509Certificate[] chain
        && chain.length > 0) {
      return user(
          chain[0].getSubjectX500Principal().getName(),
          settings.choice(Setting.ACCESS_CERTIFICATE_USER, CertificateUser.class));
    }
    return null;
  }

  /** Of a subject as RFC 2253 writes it; {@code null} when it has no such name. */
  static String user(String subject, CertificateUser which) {
    if (which == CertificateUser.SUBJECT) {
      return subject.isEmpty() ? null : subject;
    }
    try {
      List<Rdn> names = new LdapName(subject).getRdns(); // the most specific one is the last
      for (int i = names.size() - 1; i >= 0; i--) {
        if (names.get(i).getType().equalsIgnoreCase("CN")
            && names.get(i).getValue() instanceof String name
            && !name.isBlank()) {
          return name;
        }
      }
    } catch (InvalidNameException e) {
      return null; // none that could be believed
    }
    return null;
  }

  private Secret bearer() {
    String header = request.getHeader("Authorization");
    if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return new Secret(header.substring(BEARER.length()).strip());
    }
    return Handshakes.offered(request.getHeaders(Handshakes.SUBPROTOCOL)).stream()
        .filter(each -> each.startsWith(SUBPROTOCOL))
        .findFirst()
        .map(each -> new Secret(each.substring(SUBPROTOCOL.length())))
        .orElse(null);
  }

  private Secret cookie() {
    String name = settings.text(Setting.ACCESS_JWT_COOKIE);
    Cookie[] cookies = name.isEmpty() ? null : request.getCookies();
    return cookies == null
        ? null
        : Stream.of(cookies)
            .filter(each -> each.getName().equals(name))
            .findFirst()
            .map(each -> new Secret(each.getValue()))
            .orElse(null);
  }

  /** Not by getParameter, which would read the body of a POST. */
  private Secret ticket() {
    String query = request.getQueryString();
    return query == null
        ? null
        : Stream.of(query.split("&", -1))
            .filter(each -> each.startsWith(TICKET))
            .findFirst()
            .map(each -> new Secret(decoded(each.substring(TICKET.length()))))
            .orElse(null);
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, UTF_8);
    } catch (IllegalArgumentException e) {
      return ""; // no ticket is that
    }
  }

  private Forwarded forwarded() {
    boolean traces =
        Collections.list(request.getHeaderNames()).stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .anyMatch(name -> TRACES.contains(name) || name.startsWith("x-forwarded"));
    Forwarded older =
        traces
            ? Forwarded.legacy(
                joined("X-Forwarded-For"), joined("X-Forwarded-Proto"), joined("X-Forwarded-Host"))
            : Forwarded.NOT;
    String standard = joined("Forwarded");
    return standard == null ? older : Forwarded.standard(standard).besides(older);
  }

  private String joined(String header) {
    Enumeration<String> lines = request.getHeaders(header);
    return lines.hasMoreElements() ? String.join(",", Collections.list(lines)) : null;
  }
}
