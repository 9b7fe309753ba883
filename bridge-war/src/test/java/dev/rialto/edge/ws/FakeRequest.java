package dev.rialto.edge.ws;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A request for a handshake; a header's name may be in any case, as HTTP says. */
final class FakeRequest {
  private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private String peer = "127.0.0.1";
  private String path = "/mqtt";
  private String context = "";
  private String verb = "GET";
  private boolean secure;
  private Principal user;
  private String query;
  private Cookie[] cookies;
  private Set<String> roles = Set.of();

  static FakeRequest handshake() {
    return new FakeRequest().header("Host", "localhost:8080").header("Upgrade", "websocket");
  }

  FakeRequest header(String name, String value) {
    headers.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    return this;
  }

  FakeRequest without(String name) {
    headers.remove(name);
    return this;
  }

  FakeRequest from(String address) {
    peer = address;
    return this;
  }

  FakeRequest to(String contextPath, String rest) {
    context = contextPath;
    path = contextPath + rest;
    return this;
  }

  FakeRequest verb(String other) {
    verb = other;
    return this;
  }

  FakeRequest secure() {
    secure = true;
    return this;
  }

  FakeRequest user(String name) {
    user = () -> name;
    return this;
  }

  FakeRequest query(String text) {
    query = text;
    return this;
  }

  FakeRequest cookie(String name, String value) {
    cookies = new Cookie[] {new Cookie("other", "x"), new Cookie(name, value)};
    return header("Cookie", name + "=" + value);
  }

  FakeRequest inRoles(String... names) {
    roles = Set.of(names);
    return this;
  }

  HttpServletRequest asRequest() {
    return Fakes.of(
        HttpServletRequest.class,
        (method, arguments) ->
            switch (method) {
              case "getHeader" -> values(arguments[0]).stream().findFirst().orElse(null);
              case "getHeaders" -> Collections.enumeration(values(arguments[0]));
              case "getHeaderNames" -> Collections.enumeration(headers.keySet());
              case "getRemoteAddr" -> peer;
              case "getRemotePort" -> 51123;
              case "getRequestURI" -> path;
              case "getContextPath" -> context;
              case "isSecure" -> secure;
              case "getMethod" -> verb;
              case "upgrade" -> new UpgradeHandler();
              case "getUserPrincipal" -> user;
              case "getQueryString" -> query;
              case "getCookies" -> cookies;
              case "getAttribute" -> null;
              case "isUserInRole" -> roles.contains((String) arguments[0]);
              default -> throw new AssertionError(method);
            });
  }

  private List<String> values(Object name) {
    return headers.getOrDefault((String) name, List.of());
  }
}
