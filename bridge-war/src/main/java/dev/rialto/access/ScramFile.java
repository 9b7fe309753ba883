package dev.rialto.access;

import dev.rialto.config.InvalidSettingException;
import dev.rialto.config.Setting;
import java.util.LinkedHashMap;
import java.util.Map;

/** Users, and what is kept of their passwords for SCRAM. Immutable; any thread may call. */
final class ScramFile {
  private static final ScramCredential NOBODYS =
      new ScramCredential(
          ScramCredential.LEAST_ITERATIONS, new byte[16], new byte[32], new byte[32]);

  private final Map<String, ScramCredential> users;
  private final ScramCredential first;

  private ScramFile(Map<String, ScramCredential> users) {
    this.users = Map.copyOf(users);
    first = users.values().stream().findFirst().orElse(NOBODYS);
  }

  /**
   * Reads one.
   *
   * @throws InvalidSettingException for a file that can't be read, or the first broken line
   */
  static ScramFile read(String file) throws InvalidSettingException {
    Map<String, ScramCredential> users = new LinkedHashMap<>();
    LineFile.read(Setting.ACCESS_SCRAM_FILE, file, line -> add(line, users));
    return new ScramFile(users);
  }

  private static void add(String line, Map<String, ScramCredential> users)
      throws BrokenLineException {
    int colon = line.indexOf(':');
    String user = SaslPrep.of(line.substring(0, Math.max(colon, 0)).strip());
    ScramCredential credential = ScramCredential.parse(line.substring(colon + 1).strip());
    if (user == null || credential == null) {
      throw new BrokenLineException(
          "is not user:SCRAM-SHA-256$iterations:salt$StoredKey:ServerKey; let Passwd --scram write"
              + " it");
    }
    if (users.put(user, credential) != null) {
      throw new BrokenLineException("has a user who was there before; keep one of the two");
    }
  }

  /** What is kept of a user's password; {@code null} for somebody unknown. */
  ScramCredential of(String user) {
    return users.get(user);
  }

  /**
   * The same, or for somebody unknown what looks like it, also after a restart: it is made of the
   * first line, and costs the same for both.
   */
  ScramCredential orNobodys(String user) {
    ScramCredential nobodys = first.nobodys(user);
    return users.getOrDefault(user, nobodys);
  }

  /** How many users there are. */
  int size() {
    return users.size();
  }

  /** How often the weakest of the passwords is hashed; many when there is none. */
  int fewestIterations() {
    return users.values().stream()
        .mapToInt(ScramCredential::iterations)
        .min()
        .orElse(Integer.MAX_VALUE);
  }
}
