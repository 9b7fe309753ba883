package dev.rialto.it.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Issues tokens. */
final class Jwt {
  private final String keyId;
  private final byte[] secret;

  Jwt(String keyId) {
    this.keyId = keyId;
    secret = keyId.repeat(32).substring(0, 32).getBytes(UTF_8);
  }

  /** What verifies them. */
  String keySet() {
    return "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"%s\",\"k\":\"%s\"}]}"
        .formatted(keyId, base64(secret));
  }

  /** One for so many seconds from now, with further claims such as {@code ,"roles":["x"]}. */
  String token(String user, long seconds, String more) {
    long expires = System.currentTimeMillis() / 1000 + seconds;
    return signed(
        "{\"iss\":\"it\",\"aud\":\"rialto\",\"sub\":\"%s\",\"exp\":%d%s}"
            .formatted(user, expires, more));
  }

  String token(String user, long seconds) {
    return token(user, seconds, "");
  }

  private String signed(String claims) {
    String header = "{\"alg\":\"HS256\",\"kid\":\"%s\"}".formatted(keyId);
    String text = base64(header.getBytes(UTF_8)) + "." + base64(claims.getBytes(UTF_8));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return text + "." + base64(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
