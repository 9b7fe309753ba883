package dev.rialto.store.file;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
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
  private static final Logger LOG = System.getLogger(Log.class.getName());
  private static final int CHUNK = 1 << 20;

  private final Disk disk;
  private final long segmentSize;
  private final Deque<Segment> segments;
  private Segment head;
  private long size;
  private long nextSequence; // the first is 1
  private long forced;
  private boolean inherited; // the head, from an earlier life: it may have been torn
  private boolean torn; // the head, behind its length
  private boolean unforced; // the head, before its length
  private long safe = Segment.HEADER; // how much of the head is not unforced
  private boolean forgotten; // what is unforced: the system drops what it could not write

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
    inherited = true; // never write behind what was found
    unforced = head != null; // the system may not have written all that we have read
  }

  /** The segment that is written. */
  Segment head() {
    return head;
  }

  /** How many bytes all segments have. */
  long size() {
    return size;
  }

  /** How many segments there are. */
  int count() {
    return segments.size();
  }

  /** All segments, from the oldest on. */
  List<Segment> segments() {
    return new ArrayList<>(segments);
  }

  /** Makes sure that there is a segment to write, and room in it. */
  void prepare() throws IOException {
    boolean spoilt = torn && head.length() > Segment.HEADER; // an empty one is begun again
    if (head == null || inherited || spoilt || head.length() >= segmentSize) {
      roll();
    }
  }

  private void roll() throws IOException {
    if (unforced) {
      force(); // nobody forces it later
    }
    Segment next =
        head == null
            ? Segment.create(disk, 1, 0)
            : Segment.create(disk, head.number() + 1, head.length());
    segments.addLast(next);
    head = next;
    size += next.length();
    safe = next.length();
    inherited = false;
    torn = false;
  }

  /**
   * Writes a record behind the last one; {@link #prepare} comes first. Returns where it begins in
   * the head.
   */
  long append(Bytes record) throws IOException {
    Frame.end(record, nextSequence, forced, head.salt());
    long start = head.length();
    torn = true;
    head.channel().write(record.buffer(), start);
    torn = false;
    unforced = true;
    grow(record.size());
    nextSequence++;
    return start;
  }

  private void grow(long bytes) {
    head.length(head.length() + bytes);
    size += bytes;
  }

  /** Whether everything appended survives. */
  boolean isSafe() {
    return !unforced;
  }

  /** Makes sure that everything appended survives. */
  void force() throws IOException {
    boolean before = torn;
    torn = true;
    if (forgotten) {
      writeAgain();
    }
    forgotten = true;
    head.channel().force();
    forgotten = false;
    torn = before;
    unforced = false;
    safe = head.length();
    forced = nextSequence - 1;
  }

  /** A force has failed: the next one would succeed without having written anything. */
  private void writeAgain() throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    for (long at = safe; at < head.length(); at += chunk.limit()) {
      chunk.clear().limit((int) Math.min(CHUNK, head.length() - at));
      head.channel().read(chunk, at);
      if (chunk.hasRemaining()) {
        throw new IOException(head.name() + " is too short");
      }
      head.channel().write(chunk.flip(), at);
    }
  }

  /**
   * The last record does not count. The next segment will say so; before there is one, nobody
   * should find a record there.
   */
  void takeBack(Bytes record) {
    grow(-record.size());
    nextSequence--;
    try {
      blank();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "What could not be forced can't be blanked either.", e);
    }
  }

  private void blank() throws IOException {
    head.channel().write(ByteBuffer.allocate(Frame.HEADER), head.length());
  }

  /** Finds out whether the disk takes anything; what the log says stays as it is. */
  void probe() throws IOException {
    prepare();
    blank();
    force();
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
      if (unforced) {
        force();
      }
    } finally {
      for (Segment segment : segments) {
        segment.close();
      }
    }
  }
}
