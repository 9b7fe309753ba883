package dev.rialto.bench.stores;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Lets a power cut interrupt the last write. What that write changed is the difference between the
 * files before and after it; of that, only a part reaches the disk. All messages before must be
 * there.
 */
final class TornWrites {
  private static final int MESSAGES = 1_000;
  private static final int BYTES = 100;
  private static final int CUTS = 20;
  private static final int SESSION = 1;
  private static final long QUIET_MS = 300;

  private final Contender contender;
  private final Path before;
  private final Path after;
  private final Path torn;

  /** One byte that the last write has changed. */
  private record Changed(Path file, int at) {}

  /** Which bytes a power cut keeps. The others are as they were before. */
  private enum Cut {
    /** What comes first; where the file has grown, it ends there. */
    HEAD_ONLY,
    /** What comes first; where the file has grown, zeros follow, since its length came first. */
    HEAD_THEN_ZEROS,
    /** What comes last: pages needn't reach the disk in order. */
    TAIL_ONLY
  }

  TornWrites(Contender contender, Path folder) {
    this.contender = contender;
    before = folder.resolve("before");
    after = folder.resolve("after");
    torn = folder.resolve("torn");
  }

  void run() throws Exception {
    write(torn.resolveSibling("whole"));
    List<Changed> changed = changed();
    Trial.print("bytes changed", changed.size());
    for (Cut cut : Cut.values()) {
      Verdicts verdicts = new Verdicts();
      for (int i = 0; i < CUTS; i++) {
        tear(changed, cut, changed.size() * i / CUTS);
        verdicts.add(Verdicts.reopen(contender, torn, MESSAGES, BYTES));
      }
      Trial.print("cut", cut);
      verdicts.print();
    }
    Disk.delete(torn.getParent());
  }

  private void write(Path whole) throws Exception {
    Disk.fresh(whole);
    try (Engine engine = contender.open(whole, (s, p, b) -> {})) {
      Semaphore kept = new Semaphore(0);
      for (int i = 0; i <= MESSAGES; i++) {
        if (i == MESSAGES) {
          Thread.sleep(QUIET_MS);
          Disk.copy(whole, before);
        }
        engine.queued(SESSION, i, Bodies.of(SESSION, i, BYTES), kept::release);
        kept.acquire();
      }
      Disk.copy(whole, after);
    }
  }

  private List<Changed> changed() throws IOException {
    List<Changed> changed = new ArrayList<>();
    for (Path file : Disk.files(after)) {
      Path name = after.relativize(file);
      byte[] now = Files.readAllBytes(file);
      byte[] old = old(name);
      for (int at = 0; at < now.length; at++) {
        if (at >= old.length || now[at] != old[at]) {
          changed.add(new Changed(name, at));
        }
      }
    }
    return changed;
  }

  private byte[] old(Path name) throws IOException {
    Path file = before.resolve(name);
    return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
  }

  private void tear(List<Changed> changed, Cut cut, int border) throws IOException {
    Disk.copy(after, torn);
    List<Changed> undone =
        cut == Cut.TAIL_ONLY ? changed.subList(0, border) : changed.subList(border, changed.size());
    for (Path name : undone.stream().map(Changed::file).distinct().toList()) {
      byte[] bytes = Files.readAllBytes(torn.resolve(name));
      byte[] old = old(name);
      int length = bytes.length;
      for (Changed each : undone) {
        if (each.file().equals(name)) {
          boolean isNew = each.at() >= old.length;
          bytes[each.at()] = isNew ? 0 : old[each.at()];
          if (isNew && cut == Cut.HEAD_ONLY) {
            length = Math.min(length, each.at());
          }
        }
      }
      Files.write(torn.resolve(name), Arrays.copyOf(bytes, length));
    }
  }
}
