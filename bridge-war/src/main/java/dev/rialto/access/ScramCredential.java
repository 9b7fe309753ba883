package dev.rialto.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What is kept of a password for SCRAM-SHA-256 (RFC 5802 section 3, RFC 7677), as PostgreSQL writes
 * it: {@code SCRAM-SHA-256$iterations:salt$StoredKey:ServerKey}. Who has it can't log in with it,
 * but could pass for the server. Equal when everything in it is. Immutable.
 */
public final class ScramCredential {
  static final int LEAST_ITERATIONS = 4096; // RFC 7677 section 4

  private static final Pattern FORM =
      Pattern.compile(
          "SCRAM-SHA-256\\$(\\d{4,7}):([A-Za-z0-9+/=]+)\\$([A-Za-z0-9+/=]+):([A-Za-z0-9+/=]+)");
  private static final int LENGTH = 32; // bytes of a key
  private static final int SHORTEST_SALT = 8; // RFC 8018 section 4.1

  private final int iterations;
  private final byte[] salt;
  private final byte[] storedKey;
  private final byte[] serverKey;

  ScramCredential(int iterations, byte[] salt, byte[] storedKey, byte[] serverKey) {
    this.iterations = iterations;
    this.salt = salt;
    this.storedKey = storedKey;
    this.serverKey = serverKey;
  }

  /**
   * Of a new password; {@code null} for one that can't be one (RFC 4013).
   *
   * @param salt must be random and never used before
   * @param iterations 4096 or more
   */
  public static ScramCredential of(String password, byte[] salt, int iterations) {
    String prepared = SaslPrep.of(password);
    if (prepared == null) {
      return null;
    }
    try {
      byte[] salted =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
              .generateSecret(new PBEKeySpec(prepared.toCharArray(), salt, iterations, 8 * LENGTH))
              .getEncoded();
      return new ScramCredential(
          iterations, salt.clone(), hash(hmac(salted, "Client Key")), hmac(salted, "Server Key"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no PBKDF2 with SHA-256.", e);
    }
  }

  /** Reads one; {@code null} when the text is none. */
  static ScramCredential parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return null;
    }
    int iterations = Integer.parseInt(form.group(1));
    byte[] salt = decode(form.group(2));
    byte[] storedKey = decode(form.group(3));
    byte[] serverKey = decode(form.group(4));
    boolean fits =
        iterations >= LEAST_ITERATIONS
            && salt.length >= SHORTEST_SALT
            && storedKey.length == LENGTH
            && serverKey.length == LENGTH;
    return fits ? new ScramCredential(iterations, salt, storedKey, serverKey) : null;
  }

  private static byte[] decode(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return new byte[0]; // too short for anything
    }
  }

  /** How often the password is hashed. */
  int iterations() {
    return iterations;
  }

  /**
   * One that nobody's password fits, for a user who isn't there: always the same, and from outside
   * like this one.
   */
  ScramCredential nobodys(String user) {
    byte[] other = Arrays.copyOf(hmac(serverKey, "salt of " + user), salt.length);
    return new ScramCredential(iterations, other, new byte[LENGTH], hmac(serverKey, user));
  }

  /** What the client is told so that it can find the keys (RFC 5802 section 5.1). */
  String challenge(String nonce) {
    return "r=" + nonce + ",s=" + Base64.getEncoder().encodeToString(salt) + ",i=" + iterations;
  }

  /** Whether that proves, for all that was said, that the client has the password. */
  boolean isProved(byte[] proof, String said) {
    byte[] clientKey = hmac(storedKey, said);
    if (proof.length != LENGTH) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      clientKey[i] ^= proof[i];
    }
    return MessageDigest.isEqual(hash(clientKey), storedKey);
  }

  /** What proves that the server knows it, too. */
  byte[] signature(String said) {
    return hmac(serverKey, said);
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no SHA-256.", e);
    }
  }

  private static byte[] hash(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no SHA-256.", e);
    }
  }

  /** As a line of the file has it, behind the user's name and a colon. */
  public String inFile() {
    Base64.Encoder base64 = Base64.getEncoder();
    return "SCRAM-SHA-256$%d:%s$%s:%s"
        .formatted(
            iterations,
            base64.encodeToString(salt),
            base64.encodeToString(storedKey),
            base64.encodeToString(serverKey));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ScramCredential that && inFile().equals(that.inFile());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(salt);
  }

  @Override
  public String toString() {
    return "what is kept of a password";
  }
}
