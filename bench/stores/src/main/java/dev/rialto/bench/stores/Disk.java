package dev.rialto.bench.stores;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders with an engine's files. */
final class Disk {
  private Disk() {}

  /** An empty folder of that name. */
  static Path fresh(Path folder) throws IOException {
    delete(folder);
    return Files.createDirectories(folder);
  }

  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      List<Path> all = new ArrayList<>(walk(folder));
      all.sort(Comparator.reverseOrder());
      for (Path each : all) {
        Files.delete(each);
      }
    }
  }

  static void copy(Path from, Path to) throws IOException {
    fresh(to);
    for (Path file : files(from)) {
      Path copy = to.resolve(from.relativize(file));
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    }
  }

  static List<Path> files(Path folder) throws IOException {
    return walk(folder).stream().filter(Files::isRegularFile).toList();
  }

  /** What the files in it take, in bytes. */
  static long used(Path folder) {
    try {
      long bytes = 0;
      for (Path file : files(folder)) {
        bytes += length(file);
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long length(Path file) throws IOException {
    try {
      return Files.size(file);
    } catch (NoSuchFileException deletedMeanwhile) {
      return 0;
    }
  }

  /** What this process has made the disk write, in bytes. */
  static long written() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/io"))) {
      if (line.startsWith("write_bytes: ")) {
        return Long.parseLong(line.substring("write_bytes: ".length()));
      }
    }
    throw new IOException("no write_bytes in /proc/self/io");
  }

  private static List<Path> walk(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.sorted().toList();
    } catch (UncheckedIOException changedMeanwhile) {
      return walk(folder);
    }
  }
}
