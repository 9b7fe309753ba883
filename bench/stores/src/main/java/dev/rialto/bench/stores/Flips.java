package dev.rialto.bench.stores;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/** Turns over one byte of what an engine has written, at many places in turn, and opens it. */
final class Flips {
  private static final int MESSAGES = 120_000;
  private static final int BYTES = 100;
  private static final int AT_ONCE = 1_000;
  private static final int FLIPS = 100;
  private static final int SESSION = 1;

  private final Contender contender;
  private final Path crashed;
  private final Path damaged;

  /** Bytes that the engine has written, in a file from its beginning. */
  private record Extent(Path file, int length) {}

  Flips(Contender contender, Path folder) {
    this.contender = contender;
    crashed = folder.resolve("crashed");
    damaged = folder.resolve("damaged");
  }

  void run() throws Exception {
    write(damaged.resolveSibling("whole"));
    Verdicts verdicts = new Verdicts();
    List<Extent> extents = extents();
    long all = extents.stream().mapToLong(Extent::length).sum();
    for (int i = 0; i < FLIPS; i++) {
      flip(extents, all * i / FLIPS + all / FLIPS / 2);
      verdicts.add(Verdicts.reopen(contender, damaged, MESSAGES, BYTES));
    }
    verdicts.print();
    Disk.delete(crashed.getParent());
  }

  /** The files as they are while the engine runs are what a crash leaves behind. */
  private void write(Path whole) throws Exception {
    Disk.fresh(whole);
    try (Engine engine = contender.open(whole, (s, p, b) -> {})) {
      Semaphore room = new Semaphore(AT_ONCE);
      for (int i = 0; i < MESSAGES; i++) {
        room.acquire();
        engine.queued(SESSION, i, Bodies.of(SESSION, i, BYTES), room::release);
      }
      room.acquire(AT_ONCE);
      Disk.copy(whole, crashed);
    }
  }

  private List<Extent> extents() throws IOException {
    List<Extent> extents = new ArrayList<>();
    for (Path file : Disk.files(crashed)) {
      byte[] bytes = Files.readAllBytes(file);
      int length = bytes.length;
      while (length > 0 && bytes[length - 1] == 0) {
        length--;
      }
      extents.add(new Extent(crashed.relativize(file), length));
    }
    return extents;
  }

  private void flip(List<Extent> extents, long position) throws IOException {
    Disk.copy(crashed, damaged);
    long left = position;
    for (Extent extent : extents) {
      if (left < extent.length()) {
        Path file = damaged.resolve(extent.file());
        byte[] bytes = Files.readAllBytes(file);
        bytes[(int) left] ^= 0x10;
        Files.write(file, bytes);
        return;
      }
      left -= extent.length();
    }
  }
}
