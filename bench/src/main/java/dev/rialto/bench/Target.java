package dev.rialto.bench;

import java.net.InetSocketAddress;
import java.net.URI;

/**
 * Where a {@code ws:} address leads.
 *
 * @param host the Host header
 * @param path the request target
 * @param user user name and password for CONNECT, {@code name:password}; empty for none
 */
record Target(InetSocketAddress address, String host, String path, String user) {
  static Target of(URI url) {
    if (!"ws".equals(url.getScheme()) || url.getHost() == null) {
      throw new IllegalArgumentException("not an address such as ws://127.0.0.1:8080/mqtt: " + url);
    }
    var user = url.getUserInfo() == null ? "" : url.getUserInfo();
    if (!user.isEmpty() && user.indexOf(':') < 0) {
      throw new IllegalArgumentException("a user without a password, name:password: " + user);
    }
    var port = url.getPort() < 0 ? 80 : url.getPort();
    var path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    var target = url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    return new Target(
        new InetSocketAddress(url.getHost(), port), url.getHost() + ":" + port, target, user);
  }
}
