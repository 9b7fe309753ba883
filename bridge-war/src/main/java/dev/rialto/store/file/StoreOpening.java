package dev.rialto.store.file;

import dev.rialto.config.InvalidSettingException;
import dev.rialto.config.Setting;
import dev.rialto.config.Settings;
import dev.rialto.config.StoreSync;
import dev.rialto.observe.Counters;
import dev.rialto.time.Scheduler;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;

/** Opens the durable store where the settings want it. */
public final class StoreOpening {
  private StoreOpening() {}

  /**
   * Opens it.
   *
   * @throws InvalidSettingException with a sentence for the operator
   */
  public static FileStore open(
      Settings settings, Scheduler clock, Counters counters, Executor turns)
      throws InvalidSettingException {
    try {
      FileStore.Terms terms =
          new FileStore.Terms(
              settings.choice(Setting.STORE_SYNC, StoreSync.class),
              settings.time(Setting.STORE_SYNC_INTERVAL),
              settings.number(Setting.STORE_MAX));
      return FileStore.open(directory(settings), terms, clock, counters, turns);
    } catch (IOException | InvalidPathException e) {
      throw new InvalidSettingException(
          "%s: the store can't be opened: %s".formatted(Setting.STORE_DIRECTORY.key(), sentence(e)),
          e);
    }
  }

  private static String sentence(Exception e) {
    return e.getClass() == IOException.class ? e.getMessage() : e.toString();
  }

  /** Where it is, or will be. */
  public static Path directory(Settings settings) {
    String chosen = settings.text(Setting.STORE_DIRECTORY);
    return (chosen.isEmpty() ? byDefault() : Path.of(chosen)).toAbsolutePath().normalize();
  }

  private static Path byDefault() {
    return byDefault(
        System.getProperty("os.name"), Path.of(System.getProperty("user.home")), System.getenv());
  }

  /** Where programs keep their state for a user, by the customs of the operating system. */
  static Path byDefault(String system, Path home, Map<String, String> environment) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      String local = environment.get("LOCALAPPDATA");
      return (local == null ? home.resolve("AppData/Local") : Path.of(local)).resolve("Rialto");
    }
    if (name.startsWith("mac")) {
      return home.resolve("Library/Application Support/Rialto");
    }
    String state = environment.get("XDG_STATE_HOME");
    return (state == null || state.isEmpty() ? home.resolve(".local/state") : Path.of(state))
        .resolve("rialto");
  }
}
