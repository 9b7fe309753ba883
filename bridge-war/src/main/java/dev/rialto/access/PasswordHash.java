package dev.rialto.access;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is kept of a password, in the forms of mosquitto_passwd: {@code $7$iterations$salt$hash} and
 * the older {@code $6$salt$hash}. Equal when everything in it is. Immutable.
 */
public final class PasswordHash {
  private static final Pattern FORM =
      Pattern.compile("\\$(?:6|7\\$(\\d{1,8}))\\$([A-Za-z0-9+/=]+)\\$([A-Za-z0-9+/=]+)");
  private static final int SHORTEST_SALT = 8; // RFC 8018 section 4.1
  private static final int LONGEST_SALT = 64;
  private static final int MOST_ITERATIONS = 10_000_000; // seconds for every login

  private final int iterations; // 0 for $6$, which has none
  private final byte[] salt;
  private final byte[] hash;

  private PasswordHash(int iterations, byte[] salt, byte[] hash) {
    this.iterations = iterations;
    this.salt = salt;
    this.hash = hash;
  }

  /** Of a new password; the salt must be random and never used before. */
  public static PasswordHash of(byte[] password, byte[] salt, int iterations) {
    return new PasswordHash(
        iterations, salt.clone(), Stretching.STANDARD.stretch(password, salt, iterations));
  }

  /** One that no password has, and that takes as long to find out. */
  static PasswordHash nobodys(int iterations) {
    return new PasswordHash(
        iterations, new byte[LONGEST_SALT], new byte[Stretching.LENGTH]); // see PasswordFile
  }

  /** Reads one; {@code null} when the text is none. */
  static PasswordHash parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return null;
    }
    byte[] salt = decode(form.group(2));
    byte[] hash = decode(form.group(3));
    boolean stretched = form.group(1) != null;
    int iterations = stretched ? Integer.parseInt(form.group(1)) : 0;
    boolean fits =
        salt.length >= SHORTEST_SALT
            && salt.length <= LONGEST_SALT
            && hash.length == Stretching.LENGTH
            && iterations <= MOST_ITERATIONS
            && stretched == iterations > 0;
    return fits ? new PasswordHash(iterations, salt, hash) : null;
  }

  private static byte[] decode(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return new byte[0]; // too short for anything
    }
  }

  /** How often the hash was applied; 0 for the older form. */
  int iterations() {
    return iterations;
  }

  /** Whether that is the password; the comparison takes as long wherever they differ. */
  boolean matches(byte[] password, Stretching stretching) {
    return MessageDigest.isEqual(hash, stretching.stretch(password, salt, iterations));
  }

  /** As a line of the file has it, behind the user's name and a colon. */
  public String inFile() {
    Base64.Encoder base64 = Base64.getEncoder();
    return (iterations == 0 ? "$6$" : "$7$" + iterations + "$")
        + base64.encodeToString(salt)
        + "$"
        + base64.encodeToString(hash);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PasswordHash that
        && iterations == that.iterations
        && Arrays.equals(salt, that.salt)
        && Arrays.equals(hash, that.hash);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(salt);
  }

  /** Nothing to guess a password from. */
  @Override
  public String toString() {
    return "a password's hash";
  }
}
