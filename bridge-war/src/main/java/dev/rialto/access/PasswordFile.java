package dev.rialto.access;

import dev.rialto.config.InvalidSettingException;
import dev.rialto.config.Setting;
import java.util.HashMap;
import java.util.Map;

/**
 * Users and their passwords, as mosquitto_passwd and our own {@code passwd} write them. Immutable;
 * any thread may call.
 *
 * <p>Every check takes the time of the costliest hash in the file, whoever is asked for, known or
 * not: else the time would tell who exists.
 */
final class PasswordFile {
  private static final byte[] NO_SALT = new byte[16];

  private final Map<String, PasswordHash> users;
  private final Stretching stretching;
  private final int mostIterations;
  private final PasswordHash nobody;

  PasswordFile(Map<String, PasswordHash> users, Stretching stretching) {
    this.users = Map.copyOf(users);
    this.stretching = stretching;
    mostIterations = users.values().stream().mapToInt(PasswordHash::iterations).max().orElse(0);
    nobody = PasswordHash.nobodys(mostIterations);
  }

  /**
   * Reads one.
   *
   * @throws InvalidSettingException for a file that can't be read, or the first broken line
   */
  static PasswordFile read(String file) throws InvalidSettingException {
    Map<String, PasswordHash> users = new HashMap<>();
    LineFile.read(Setting.ACCESS_PASSWORDS_FILE, file, line -> add(line, users));
    return new PasswordFile(users, Stretching.STANDARD);
  }

  private static void add(String line, Map<String, PasswordHash> users) throws BrokenLineException {
    int colon = line.indexOf(':');
    String user = line.substring(0, Math.max(colon, 0)).strip();
    PasswordHash hash = PasswordHash.parse(line.substring(colon + 1).strip());
    if (user.isEmpty() || hash == null) {
      throw new BrokenLineException(
          "is not user:$7$iterations$salt$hash or user:$6$salt$hash; let passwd write it");
    }
    if (users.put(user, hash) != null) {
      throw new BrokenLineException("has a user who was there before; keep one of the two");
    }
  }

  /** The user's hash if that is the password, else {@code null}. Takes long: not on any thread. */
  PasswordHash check(String user, byte[] password) {
    PasswordHash known = users.get(user);
    PasswordHash hash = known == null ? nobody : known;
    boolean right = hash.matches(password, stretching);
    int rest = mostIterations - hash.iterations();
    if (rest > 0) {
      var unused = stretching.stretch(password, NO_SALT, rest);
    }
    return right ? known : null;
  }

  /** What is kept of a user's password; {@code null} for somebody unknown. */
  PasswordHash of(String user) {
    return users.get(user);
  }

  /** How many users there are. */
  int size() {
    return users.size();
  }

  /** How often the weakest of the passwords is hashed; many when there is none. */
  int fewestIterations() {
    return users.values().stream()
        .mapToInt(PasswordHash::iterations)
        .min()
        .orElse(Integer.MAX_VALUE);
  }
}
