package dev.rialto.access;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How a password becomes 64 bytes that are costly to guess it from. */
interface Stretching {
  /** How many bytes come out. */
  int LENGTH = 64;

  /**
   * PBKDF2 with HMAC-SHA-512 (RFC 8018 section 5.2), of one block; for no iterations SHA-512 of
   * password and salt. Over bytes, which Java's own takes only as text.
   */
  Stretching STANDARD =
      (password, salt, iterations) -> {
        try {
          return iterations == 0 ? digest(password, salt) : pbkdf2(password, salt, iterations);
        } catch (GeneralSecurityException e) {
          throw new IllegalStateException("This Java has no SHA-512.", e);
        }
      };

  /** The bytes for a password; takes a time in proportion to the iterations. */
  byte[] stretch(byte[] password, byte[] salt, int iterations);

  private static byte[] digest(byte[] password, byte[] salt) throws GeneralSecurityException {
    MessageDigest digest = MessageDigest.getInstance("SHA-512");
    digest.update(password);
    return digest.digest(salt);
  }

  private static byte[] pbkdf2(byte[] password, byte[] salt, int iterations)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA512");
    // HMAC fills a short key up with zeros: one zero is the empty key, which Java refuses
    byte[] key = password.length == 0 ? new byte[1] : password;
    mac.init(new SecretKeySpec(key, "HmacSHA512"));
    mac.update(salt);
    byte[] round = mac.doFinal(new byte[] {0, 0, 0, 1}); // the number of the block
    byte[] result = round.clone();
    for (int i = 1; i < iterations; i++) {
      round = mac.doFinal(round);
      for (int j = 0; j < LENGTH; j++) {
        result[j] ^= round[j];
      }
    }
    return result;
  }
}
