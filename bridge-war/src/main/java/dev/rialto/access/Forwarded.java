package dev.rialto.access;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What the proxies on the way say of a request: RFC 7239's Forwarded or the older X-Forwarded-For,
 * -Proto and -Host. Anyone can send these headers, so nothing here may be believed unless the
 * request came from a proxy that the operator named.
 *
 * @param present whether the request carries any header of a proxy, Via included
 * @param clients the addresses of the client and of each proxy, in the order of the way
 * @param scheme {@code http} or {@code https} if it is known, or {@code null}
 * @param host as the client addressed the last proxy, or {@code null}
 */
public record Forwarded(boolean present, List<String> clients, String scheme, String host) {

  /** What RFC 7239 section 6.2 calls a client of which a proxy doesn't tell. */
  private static final String UNKNOWN = "unknown";

  /** Some proxies name the scheme of the WebSocket instead of that of its handshake. */
  private static final Map<String, String> HANDSHAKES = Map.of("ws", "http", "wss", "https");

  /** Not a trace of a proxy. */
  public static final Forwarded NOT = new Forwarded(false, List.of(), null, null);

  /** From RFC 7239's header, all of its lines joined by commas. */
  public static Forwarded standard(String header) {
    List<String> hops = list(header);
    List<String> clients = // a hop without must not hand its place to what the client itself wrote
        hops.stream()
            .map(hop -> Objects.requireNonNullElse(parameter(hop, "for"), UNKNOWN))
            .toList();
    String last = hops.isEmpty() ? "" : hops.get(hops.size() - 1);
    return new Forwarded(
        true,
        clients.stream().map(Forwarded::withoutPort).toList(),
        webScheme(parameter(last, "proto")),
        parameter(last, "host"));
  }

  /** From the X-Forwarded headers; each may be {@code null}. */
  public static Forwarded legacy(String clients, String scheme, String host) {
    return new Forwarded(
        true,
        list(clients).stream().map(Forwarded::withoutPort).toList(),
        webScheme(last(list(scheme))),
        last(list(host)));
  }

  /**
   * This, from RFC 7239's header, if it can be believed beside the older headers. A proxy writes
   * one kind and hands on the other as the client sent it: where they disagree, neither says
   * anything.
   */
  public Forwarded besides(Forwarded older) {
    boolean silent = older.clients.isEmpty() && older.scheme == null && older.host == null;
    return silent || older.clients.equals(clients)
        ? this
        : new Forwarded(true, List.of(), null, null);
  }

  private static String webScheme(String scheme) {
    if (scheme == null) {
      return null;
    }
    String lower = scheme.toLowerCase(Locale.ROOT);
    return HANDSHAKES.getOrDefault(lower, lower);
  }

  private static List<String> list(String header) {
    return header == null
        ? List.of()
        : Arrays.stream(header.split(",", -1))
            .map(String::strip)
            .filter(s -> !s.isEmpty())
            .toList();
  }

  private static String last(List<String> values) {
    return values.isEmpty() ? null : values.get(values.size() - 1);
  }

  private static String parameter(String hop, String name) {
    for (String pair : hop.split(";", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0 && pair.substring(0, equals).strip().toLowerCase(Locale.ROOT).equals(name)) {
        return pair.substring(equals + 1).strip().replace("\"", "");
      }
    }
    return null;
  }

  /** {@code 192.0.2.7:1234} and {@code [2001:db8::1]:1234} without their ports. */
  private static String withoutPort(String address) {
    if (address.startsWith("[")) {
      int end = address.indexOf(']');
      return end < 0 ? address : address.substring(1, end);
    }
    int colon = address.indexOf(':');
    return colon >= 0 && colon == address.lastIndexOf(':') ? address.substring(0, colon) : address;
  }
}
