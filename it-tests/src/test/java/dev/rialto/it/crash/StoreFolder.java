package dev.rialto.it.crash;

import dev.rialto.config.Setting;
import dev.rialto.it.server.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where the servers of a scenario keep their store; left in {@code target} to be looked at. */
final class StoreFolder {
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
    Folders.delete(folder);
    store = Files.createDirectories(folder.resolve("store"));
    temporary = Files.createDirectories(folder.resolve("tmp"));
  }

  /** Settings of a server that lives here, and others. */
  String[] settings(String... others) {
    List<String> settings = new ArrayList<>(List.of(others));
    settings.add("java.io.tmpdir=" + temporary); // what a killed server leaves is cleared away
    settings.add(Setting.STORE_DIRECTORY.key() + "=" + store);
    settings.add(
        Setting.STORE_SYNC.key() + "=" + System.getProperty("rialto.crash.sync", "commit"));
    settings.add(Setting.STORE.key() + "=" + kind);
    return settings.toArray(String[]::new);
  }

  /** The name of the next server's log. */
  String nextLog() {
    return "crash-%s-%d".formatted(name, ++servers);
  }

  void clearTemporaryFiles() throws IOException {
    Folders.delete(temporary);
    Files.createDirectories(temporary);
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
