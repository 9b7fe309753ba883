package dev.rialto.it.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** The client's side of SCRAM-SHA-256, written from RFC 5802 alone. */
final class Scram {
  private static final Pattern CHALLENGE = Pattern.compile("r=([^,]+),s=([^,]+),i=(\\d+)");

  private final String user;
  private final String password;
  private String expected; // of the server, at the end

  Scram(String user, String password) {
    this.user = user;
    this.password = password;
  }

  /** As HiveMQ's client wants it. */
  Steps steps() {
    return new Steps("SCRAM-SHA-256", () -> "n,," + first(), this::answer, this::isRight);
  }

  private String first() {
    return "n=" + user + ",r=fyko+d2lbbFgONRv9qkxdawL";
  }

  private boolean isRight(String signature) {
    return signature.equals(expected);
  }

  private String answer(String challenge) {
    Matcher said = CHALLENGE.matcher(challenge);
    if (!said.matches() || !said.group(1).startsWith("fyko+d2lbbFgONRv9qkxdawL")) {
      throw new AssertionError(challenge);
    }
    try {
      byte[] salt = Base64.getDecoder().decode(said.group(2));
      PBEKeySpec spec =
          new PBEKeySpec(password.toCharArray(), salt, Integer.parseInt(said.group(3)), 256);
      byte[] salted =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
      byte[] clientKey = hmac(salted, "Client Key");
      byte[] storedKey = MessageDigest.getInstance("SHA-256").digest(clientKey);
      String withoutProof = "c=biws,r=" + said.group(1);
      String all = first() + "," + challenge + "," + withoutProof;
      byte[] signature = hmac(storedKey, all);
      for (int i = 0; i < clientKey.length; i++) {
        clientKey[i] ^= signature[i];
      }
      expected = "v=" + base64(hmac(hmac(salted, "Server Key"), all));
      return withoutProof + ",p=" + base64(clientKey);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
