package dev.rialto.access;

import dev.rialto.config.InvalidSettingException;
import dev.rialto.config.Setting;
import dev.rialto.config.Settings;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The operator's files, and what was read from them last. Both take effect together, or neither: a
 * file that can't be used leaves everything as it was, and is said once. Any thread may call.
 */
final class AccessFiles {
  private static final Logger LOG = System.getLogger(AccessFiles.class.getName());

  private final Settings settings;
  private final List<String> files;
  private final Runnable changed;
  private List<FileStamp> seen;
  private List<FileStamp> read;
  private volatile AccessRules rules;
  private volatile String problem;

  /**
   * Reads them for the first time.
   *
   * @param changed called when there are new rules, which are in effect
   * @throws InvalidSettingException when one can't be used
   */
  AccessFiles(Settings settings, Runnable changed) throws InvalidSettingException {
    this.settings = settings;
    this.changed = changed;
    files =
        Stream.of(Setting.ACCESS_PASSWORDS_FILE, Setting.ACCESS_SCRAM_FILE, Setting.ACCESS_ACL_FILE)
            .map(settings::text)
            .filter(file -> !file.isEmpty())
            .toList();
    read = stamps();
    seen = read;
    rules = AccessRules.read(settings);
  }

  private List<FileStamp> stamps() {
    return files.stream().map(FileStamp::of).toList();
  }

  /** What is in effect. */
  AccessRules rules() {
    return rules;
  }

  /** Whether there is anything to be read. */
  boolean isEmpty() {
    return files.isEmpty();
  }

  /** Why the files as they are now are not in effect, in one sentence; empty when they are. */
  Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  /**
   * Reads them if they have changed, and then have been left alone since the last call: somebody
   * may be just writing.
   */
  void look() {
    if (hasChanged()) {
      reload();
    }
  }

  private synchronized boolean hasChanged() {
    List<FileStamp> now = stamps();
    boolean quiet = now.equals(seen);
    seen = now;
    return quiet && !now.equals(read);
  }

  /** Reads them, whether they have changed or not. */
  void reload() {
    if (read()) {
      LOG.log(Level.INFO, "Read again: {0}.", rules);
      changed.run();
    }
  }

  private synchronized boolean read() {
    read = stamps(); // before reading: a change in between is noticed later
    try {
      rules = AccessRules.read(settings);
      problem = null;
      return true;
    } catch (InvalidSettingException e) {
      problem = e.getMessage();
      LOG.log(Level.ERROR, "{0} What was read before stays in effect.", problem);
      return false;
    }
  }
}
