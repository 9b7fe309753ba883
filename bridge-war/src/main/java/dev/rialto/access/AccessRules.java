package dev.rialto.access;

import dev.rialto.config.InvalidSettingException;
import dev.rialto.config.Setting;
import dev.rialto.config.Settings;

/**
 * What the operator's files say at one moment. Immutable.
 *
 * @param passwords {@code null} where no file is set
 * @param scram {@code null} where no file is set
 * @param acl {@code null} where no file is set
 */
record AccessRules(PasswordFile passwords, ScramFile scram, AclFile acl) {
  /**
   * Reads what is set.
   *
   * @throws InvalidSettingException with the first thing that is wrong
   */
  static AccessRules read(Settings settings) throws InvalidSettingException {
    String passwords = settings.text(Setting.ACCESS_PASSWORDS_FILE);
    String scram = settings.text(Setting.ACCESS_SCRAM_FILE);
    String acl = settings.text(Setting.ACCESS_ACL_FILE);
    return new AccessRules(
        passwords.isEmpty() ? null : PasswordFile.read(passwords),
        scram.isEmpty() ? null : ScramFile.read(scram),
        acl.isEmpty() ? null : AclFile.read(acl));
  }

  /** Whether users have passwords here. */
  boolean hasPasswords() {
    return passwords != null;
  }

  /** What a client may do that is let in. */
  Permissions permissions(Identity identity) {
    return acl == null ? Permissions.ALL : acl.permissions(identity);
  }

  /** How much there is, for the log. */
  @Override
  public String toString() {
    String users = passwords == null ? "no password file" : passwords.size() + " users";
    String proving = scram == null ? "" : ", " + scram.size() + " with SCRAM";
    return users + proving + ", " + (acl == null ? "no ACL file" : acl.size() + " lines of rules");
  }
}
