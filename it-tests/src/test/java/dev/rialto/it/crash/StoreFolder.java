package dev.rialto.it.crash;

import dev.rialto.config.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where the servers of a scenario keep their store; left in {@code target} to be looked at. */
final class StoreFolder {
  private static final String DIRECTORY = "rialto.store.directory";
  private static final String SYNC = "rialto.store.sync";

  private final String name;
  private final String kind;
  private final Path store;
  private final Path temporary;
  private int servers;

  /** An empty one, for a store of this kind. */
  StoreFolder(String name, String kind) throws IOException {
    this.name = name;
    this.kind = kind;
    Path folder = Path.of("target", "crash", name).toAbsolutePath();
    delete(folder);
    store = Files.createDirectories(folder.resolve("store"));
    temporary = Files.createDirectories(folder.resolve("tmp"));
  }

  /** Settings of a server that lives here, and others. */
  String[] settings(String... others) {
    List<String> settings = new ArrayList<>(List.of(others));
    settings.add("java.io.tmpdir=" + temporary); // what a killed server leaves is cleared away
    if (isKnown(DIRECTORY)) {
      settings.add(DIRECTORY + "=" + store);
      settings.add(SYNC + "=" + System.getProperty("rialto.crash.sync", "commit"));
      settings.add("rialto.store=" + kind);
    }
    return settings.toArray(String[]::new);
  }

  /** A server without a store doesn't start with settings for one: it shall lose messages. */
  private static boolean isKnown(String key) {
    return Arrays.stream(Setting.values()).anyMatch(setting -> setting.key().equals(key));
  }

  /** The name of the next server's log. */
  String nextLog() {
    return "crash-%s-%d".formatted(name, ++servers);
  }

  void clearTemporaryFiles() throws IOException {
    delete(temporary);
    Files.createDirectories(temporary);
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> paths = Files.walk(folder)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private long bytes() {
    try (Stream<Path> paths = Files.walk(store)) {
      return paths.filter(Files::isRegularFile).mapToLong(path -> path.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "of %,d bytes in %s".formatted(bytes(), store);
  }
}
