package dev.rialto.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** IP addresses in text, compared without ever asking a name server. */
final class Addresses {
  /**
   * What can only be an address: four whole numbers, or something with a colon. Java takes 127.1
   * for one as well, and asks a name server for fa.ce.
   */
  private static final Pattern LITERAL =
      Pattern.compile(
          "(OCTET\\.){3}OCTET|[0-9A-Fa-f]*:[0-9A-Fa-f.:]*(%\\w+)?"
              .replace("OCTET", "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)"));

  private static final int NETWORK = 8; // bytes: somebody with IPv6 has all the rest

  private Addresses() {}

  /** The address, or {@code null} when the text is a name or nonsense. */
  static InetAddress parse(String text) {
    if (text == null || !LITERAL.matcher(text).matches()) {
      return null;
    }
    try {
      return InetAddress.getByName(text); // a literal: no look-up
    } catch (UnknownHostException e) {
      return null;
    }
  }

  /** What stands for everybody behind an address: with IPv6, one has a network of 64 bits. */
  static String network(String address) {
    InetAddress parsed = parse(address);
    if (parsed instanceof Inet6Address) {
      return Arrays.toString(Arrays.copyOf(parsed.getAddress(), NETWORK));
    }
    return parsed == null ? address : parsed.getHostAddress();
  }

  static boolean isLoopback(String address) {
    InetAddress parsed = parse(address);
    return parsed != null && parsed.isLoopbackAddress();
  }

  /** Whether a Host header names this machine by a loopback name; a port may follow. */
  static boolean isLoopbackHost(String host) {
    if (host == null) {
      return false;
    }
    String name = host.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
    if (name.startsWith("[") && name.endsWith("]")) {
      return isLoopback(name.substring(1, name.length() - 1));
    }
    return name.equals("localhost") || (name.matches("127(\\.\\d{1,3}){3}") && isLoopback(name));
  }
}
