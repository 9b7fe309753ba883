package dev.rialto.bench.stores;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A log in segments, one {@link SegmentFile} each. The oldest is deleted as soon as nothing in it
 * is owed; only the oldest, since a later one may say that its messages are consumed. What little
 * is still owed in it is written again at the end once most of the log is dead.
 */
final class Segments extends GroupCommit {
  private static final long SEGMENT_BYTES = 16 << 20;

  /** Fewer segments than this aren't worth writing anything again. */
  private static final int MIN_SEGMENTS = 4;

  private final Path folder;
  private final long filled;
  private final Deque<SegmentFile> segments = new ArrayDeque<>();
  private final Map<Long, SegmentFile> owed = new HashMap<>();
  private SegmentFile last;

  /** Messages in all segments, owed or not. */
  private long stored;

  /** Of the newest group, and of the newest that would survive a power cut. */
  private long sequence;

  private long forced;
  private final AtomicLong forces = new AtomicLong();

  /**
   * @param isFilled whether the space of each segment is written before it's used
   */
  Segments(Path folder, Owed listener, boolean isFilled) throws IOException {
    this.folder = folder;
    filled = isFilled ? SEGMENT_BYTES : 0;
    recover();
    for (SegmentFile segment : segments) {
      for (Change change : segment.live == 0 ? List.<Change>of() : segment.changes()) {
        if (!change.isConsumed() && owed.get(change.key()) == segment) {
          listener.message(
              Engine.session(change.key()), Engine.position(change.key()), change.body());
        }
      }
    }
    roll();
    start();
  }

  private void recover() throws IOException {
    List<Path> files = SegmentFile.in(folder);
    for (Path file : files) {
      boolean newest = file.equals(files.get(files.size() - 1));
      SegmentFile segment = new SegmentFile(file);
      if (segments.isEmpty()) {
        sequence = segment.firstSequence() - 1;
      }
      sequence = segment.recover(sequence, newest, change -> apply(change, segment));
      if (segment.size() == 0) {
        segment.delete();
      } else {
        segments.add(segment);
      }
    }
    forced = sequence;
  }

  private void apply(Change change, SegmentFile segment) {
    if (!change.isConsumed()) {
      stored++;
      segment.stored++;
      segment.live++;
    }
    SegmentFile before =
        change.isConsumed() ? owed.remove(change.key()) : owed.put(change.key(), segment);
    if (before != null) {
      before.live--;
    }
  }

  @Override
  void write(List<Change> group, boolean force) throws IOException {
    append(group);
    if (force) {
      force();
    }
    if (last.size() > SEGMENT_BYTES) {
      roll();
      clean();
    }
  }

  private void append(List<Change> group) throws IOException {
    last.append(++sequence, forced, group);
    for (Change change : group) {
      apply(change, last);
    }
  }

  private void complete() throws IOException {
    last.complete();
    forced = sequence;
    forces.incrementAndGet();
  }

  private void force() throws IOException {
    last.force();
    forced = sequence;
    forces.incrementAndGet();
  }

  /** All segments but the last are on the disk whole, so that a gap in them can only be damage. */
  private void roll() throws IOException {
    if (last != null) {
      complete();
    }
    last = SegmentFile.create(folder, sequence + 1, filled);
    segments.add(last);
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    }
  }

  private void clean() throws IOException {
    while (segments.size() > MIN_SEGMENTS && stored > 2L * owed.size()) {
      SegmentFile oldest = segments.getFirst();
      if (oldest.live > 0) {
        append(stillOwed(oldest));
        force();
      }
      drop(segments.removeFirst());
    }
    while (segments.size() > 1 && segments.getFirst().live == 0) {
      drop(segments.removeFirst());
    }
  }

  private List<Change> stillOwed(SegmentFile segment) throws IOException {
    List<Change> changes = new ArrayList<>();
    for (Change change : segment.changes()) {
      if (!change.isConsumed() && owed.get(change.key()) == segment) {
        changes.add(change);
      }
    }
    return changes;
  }

  private void drop(SegmentFile segment) throws IOException {
    stored -= segment.stored;
    segment.delete();
  }

  @Override
  void idle() throws IOException {
    if (owed.isEmpty() && last.size() > 0) {
      roll();
      clean();
    }
  }

  @Override
  void shut() throws IOException {
    complete();
    for (SegmentFile segment : segments) {
      segment.close();
    }
  }

  @Override
  public long forces() {
    return forces.get();
  }
}
