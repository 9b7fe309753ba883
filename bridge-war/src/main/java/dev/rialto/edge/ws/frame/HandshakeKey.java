package dev.rialto.edge.ws.frame;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The challenge of a client's handshake and its answer (RFC 6455 sections 4.1 and 4.2.2). */
public final class HandshakeKey {
  private static final String SALT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int SIZE = 16;

  private HandshakeKey() {}

  /** Whether a client may send this as Sec-WebSocket-Key: sixteen bytes in Base64. */
  public static boolean isValid(String key) {
    try {
      return key != null && Base64.getDecoder().decode(key.strip()).length == SIZE;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** What the server sends as Sec-WebSocket-Accept. */
  public static String accept(String key) {
    try {
      byte[] salted = (key.strip() + SALT).getBytes(StandardCharsets.ISO_8859_1);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(salted));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
