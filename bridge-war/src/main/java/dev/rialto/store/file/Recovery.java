package dev.rialto.store.file;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Reads the log from its beginning. What was being written at the last moment, and was never
 * acknowledged, is left out; anything else that is not as it was written is reported.
 */
final class Recovery {
  private static final Logger LOG = System.getLogger(Recovery.class.getName());

  private final Disk disk;
  private final Model model;
  private final EntryReader entries = new EntryReader();
  private final List<Segment> segments = new ArrayList<>();
  private final List<Damage> damage = new ArrayList<>();
  private long nextSequence = 1;
  private boolean any;

  Recovery(Disk disk, Model model) {
    this.disk = disk;
    this.model = model;
  }

  /** What was not as it was written. */
  List<Damage> damage() {
    return damage;
  }

  /**
   * Reads everything, and returns the log to go on with.
   *
   * @throws IOException when the disk can't be read, or belongs to another version
   */
  Log read(long segmentSize) throws IOException {
    try {
      readAll();
    } catch (IOException | RuntimeException e) {
      for (Segment segment : segments) {
        segment.close();
      }
      throw e;
    }
    return new Log(disk, segmentSize, segments, nextSequence);
  }

  private void readAll() throws IOException {
    model.recovering(true);
    openSegments();
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      Segment next = i + 1 < segments.size() ? segments.get(i + 1) : null;
      limit(segment, next);
      read(segment, next == null);
    }
    model.recovered();
  }

  private void limit(Segment segment, Segment next) throws IOException {
    long size = segment.channel().size();
    boolean told = next != null && next.number() == segment.number() + 1;
    long counts = told ? next.previousLength() : size;
    if (size < counts) {
      report(segment, size, counts - size, "the file is too short");
    }
    segment.length(Math.min(size, counts));
  }

  private void openSegments() throws IOException {
    List<Long> numbers =
        disk.list().stream()
            .map(Segment::number)
            .filter(OptionalLong::isPresent)
            .map(OptionalLong::getAsLong)
            .sorted()
            .toList();
    for (int i = 0; i < numbers.size(); i++) {
      long number = numbers.get(i);
      if (i > 0 && number != numbers.get(i - 1) + 1) {
        damage.add(new Damage(Segment.name(number - 1), 0, 0, "the file is missing"));
      }
      try {
        segments.add(Segment.open(disk, number));
      } catch (DamageException e) {
        setAside(number, i == numbers.size() - 1, e);
      }
    }
  }

  /** A file that was just being created holds nothing yet; another one may. */
  private void setAside(long number, boolean last, DamageException why) throws IOException {
    long size;
    try (Disk.Channel file = disk.open(Segment.name(number))) {
      size = file.size();
    }
    if (last && size <= Segment.HEADER) {
      disk.delete(Segment.name(number));
      return;
    }
    damage.add(new Damage(Segment.name(number), 0, size, why.getMessage()));
    disk.rename(Segment.name(number), Segment.name(number) + ".damaged");
  }

  private void read(Segment segment, boolean last) throws IOException {
    model.at(segment);
    SegmentReader reader = new SegmentReader(segment);
    boolean more = true;
    while (more) {
      long at = reader.position();
      try {
        more = next(segment, reader);
      } catch (DamageException e) {
        more = reader.position() != at || goesOn(reader, last);
        if (!more && last) {
          torn(segment, at);
        } else {
          long end = more ? reader.position() : segment.length();
          report(segment, at, end - at, e.getMessage());
        }
      }
    }
  }

  /** Whether a later record shows that what is damaged had been safe. */
  private boolean goesOn(SegmentReader reader, boolean last) throws IOException {
    SegmentReader.Found later = reader.findNext();
    return later != null && (!last || later.forced() >= nextSequence);
  }

  private boolean next(Segment segment, SegmentReader reader) throws IOException, DamageException {
    SegmentReader.Found found = reader.next();
    if (found == null) {
      return false;
    }
    if (any && found.sequence() != nextSequence) {
      report(
          segment,
          found.offset(),
          0,
          "record %d is here, where %d should be".formatted(found.sequence(), nextSequence));
    }
    any = true;
    nextSequence = found.sequence() + 1;
    entries.read(found, segment, model);
    return true;
  }

  private static void torn(Segment segment, long at) {
    LOG.log(
        Level.INFO,
        "{0}: the last {1} bytes were being written when the broker ended; nothing of them was"
            + " acknowledged.",
        segment.name(),
        segment.length() - at);
    segment.length(at);
  }

  private void report(Segment segment, long at, long length, String sentence) {
    damage.add(new Damage(segment.name(), at, length, sentence));
  }
}
