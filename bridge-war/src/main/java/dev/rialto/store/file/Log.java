package dev.rialto.store.file;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The segments, of which the newest is written and the oldest is dropped. What could not be written
 * or forced doesn't count any more: the next segment says so in its header, whatever the disk has
 * made of it. Used by one thread at a time.
 */
final class Log implements Closeable {
  private final Disk disk;
  private final long segmentSize;
  private final Deque<Segment> segments;
  private Segment head;
  private long size;
  private long nextSequence; // the first is 1
  private long forced;
  private boolean broken; // the head, behind its length

  /**
   * Goes on behind what is there.
   *
   * @param existing from the oldest to the newest
   */
  Log(Disk disk, long segmentSize, List<Segment> existing, long nextSequence) {
    this.disk = disk;
    this.segmentSize = segmentSize;
    this.nextSequence = nextSequence;
    segments = new ArrayDeque<>(existing);
    head = segments.peekLast();
    size = existing.stream().mapToLong(Segment::length).sum();
    broken = true; // never write behind what was found: it may have been torn
  }

  /** The segment that is written. */
  Segment head() {
    return head;
  }

  /** How many bytes all segments have. */
  long size() {
    return size;
  }

  /** All segments, from the oldest on. */
  List<Segment> segments() {
    return new ArrayList<>(segments);
  }

  /** Makes sure that there is a segment to write, and room in it. */
  void prepare() throws IOException {
    if (head == null || broken || head.length() >= segmentSize) {
      roll();
    }
  }

  private void roll() throws IOException {
    if (head != null && !broken) {
      force();
    }
    Segment next =
        head == null
            ? Segment.create(disk, 1, 0)
            : Segment.create(disk, head.number() + 1, head.length());
    segments.addLast(next);
    head = next;
    size += next.length();
    broken = false;
  }

  /**
   * Writes a record behind the last one; {@link #prepare} comes first. Returns where it begins in
   * the head.
   */
  long append(Bytes record) throws IOException {
    Frame.end(record, nextSequence, forced);
    long start = head.length();
    broken = true;
    head.channel().write(record.buffer(), start);
    broken = false;
    grow(record.size());
    nextSequence++;
    return start;
  }

  private void grow(long bytes) {
    head.length(head.length() + bytes);
    size += bytes;
  }

  /** Makes sure that everything appended survives. */
  void force() throws IOException {
    broken = true;
    head.channel().force();
    broken = false;
    forced = nextSequence - 1;
  }

  /** The last record does not count. */
  void takeBack(Bytes record) {
    grow(-record.size());
    nextSequence--;
  }

  /** The oldest segment, if it is not the one that is written, or {@code null}. */
  Segment oldest() {
    return segments.size() > 1 ? segments.peekFirst() : null;
  }

  /** Gives the disk space of the oldest segment back; a file that is evidence is kept aside. */
  void dropOldest(boolean evidence) throws IOException {
    Segment oldest = segments.peekFirst();
    if (evidence) {
      disk.rename(oldest.name(), oldest.name() + ".damaged");
    } else {
      disk.delete(oldest.name());
    }
    disk.forceDirectory(); // before another one goes: a gap would be a loss
    segments.removeFirst();
    size -= oldest.length();
    oldest.close();
  }

  @Override
  public void close() throws IOException {
    try {
      if (head != null && !broken) {
        head.channel().force();
      }
    } finally {
      for (Segment segment : segments) {
        segment.close();
      }
    }
  }
}
