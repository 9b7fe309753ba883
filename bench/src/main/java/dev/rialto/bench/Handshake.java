package dev.rialto.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The opening handshake of RFC 6455 section 4 for the subprotocol {@code mqtt}. */
final class Handshake {
  private static final int LONGEST_RESPONSE = 16 * 1024;
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private final String key;
  private final StringBuilder response = new StringBuilder(0);

  /** For a nonce of 16 bytes. */
  Handshake(byte[] nonce) {
    key = Base64.getEncoder().encodeToString(nonce);
  }

  byte[] request(Target target) {
    return ("GET "
            + target.path()
            + " HTTP/1.1\r\nHost: "
            + target.host()
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
            + "\r\nSec-WebSocket-Protocol: mqtt\r\nSec-WebSocket-Key: "
            + key
            + "\r\n\r\n")
        .getBytes(ISO_8859_1);
  }

  /**
   * Takes a part of the response, and checks it when it is complete; returns the index in this part
   * where the frames begin, or -1 when more of the response is to come.
   */
  int read(byte[] in, int count) {
    var before = response.length();
    response.append(new String(in, 0, count, ISO_8859_1));
    var end = response.indexOf("\r\n\r\n");
    if (end < 0) {
      if (response.length() > LONGEST_RESPONSE) {
        throw new ProtocolError("an endless response to the upgrade");
      }
      return -1;
    }
    check(response.substring(0, end));
    return end + 4 - before;
  }

  /** Checks a response, from its status line to its last header. Throws {@link ProtocolError}. */
  private void check(String response) {
    var statusLine = response.lines().findFirst().orElse("");
    if (!statusLine.matches("HTTP/1\\.1 101( .*)?")) {
      throw new ProtocolError("the upgrade was answered with: " + statusLine);
    }
    var headers = headers(response);
    expect(headers, "upgrade", "websocket", false);
    expect(headers, "connection", "upgrade", false);
    expect(headers, "sec-websocket-accept", accept(), true);
    expect(headers, "sec-websocket-protocol", "mqtt", true); // [MQTT-6.0.0-4]
    if (headers.containsKey("sec-websocket-extensions")) {
      throw new ProtocolError("an extension that was not asked for");
    }
  }

  private String accept() {
    try {
      var sha1 = MessageDigest.getInstance("SHA-1");
      return Base64.getEncoder().encodeToString(sha1.digest((key + GUID).getBytes(ISO_8859_1)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }

  private static Map<String, String> headers(String response) {
    var headers = new HashMap<String, String>();
    response
        .lines()
        .skip(1)
        .filter(line -> line.indexOf(':') > 0)
        .forEach(
            line -> {
              var colon = line.indexOf(':');
              headers.put(
                  line.substring(0, colon).toLowerCase(Locale.ROOT),
                  line.substring(colon + 1).strip());
            });
    return headers;
  }

  private static void expect(
      Map<String, String> headers, String name, String value, boolean exactly) {
    var actual = headers.getOrDefault(name, "");
    if (exactly ? !actual.equals(value) : !actual.equalsIgnoreCase(value)) {
      throw new ProtocolError(name + " should be " + value + ", but is '" + actual + "'");
    }
  }
}
