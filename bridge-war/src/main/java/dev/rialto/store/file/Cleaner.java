package dev.rialto.store.file;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Gives disk space back: writes what is still needed of the oldest segment again, at the end of the
 * log, and then drops that segment. Always the oldest: an entry that says that something is over is
 * never dropped before what it speaks of. Used by one thread at a time.
 */
final class Cleaner {
  private static final Logger LOG = System.getLogger(Cleaner.class.getName());
  private static final int STEP = 256 << 10; // read between two batches
  private static final int MANY = 64; // segments, if they are nearly empty

  private final Log log;
  private final Model model;
  private final long segmentSize;
  private final EntryReader entries = new EntryReader();
  private Segment cleaned;
  private SegmentReader reader;
  private Copies copies;
  private boolean finished;
  private boolean damaged;

  Cleaner(Log log, Model model, long segmentSize) {
    this.log = log;
    this.model = model;
    this.segmentSize = segmentSize;
  }

  /**
   * Whether there is something to be done.
   *
   * @param full whether new work is refused for want of room: then it is worth more trouble
   */
  boolean isDue(boolean full) {
    Segment oldest = log.oldest();
    if (oldest == null) {
      return false;
    }
    long needed = model.live().total();
    long tolerated = (full ? needed / 8 : needed / 2) + 2 * segmentSize;
    return cleaned != null
        || model.live().isDead(oldest)
        || log.size() - needed > tolerated
        || (log.count() > MANY && log.size() < log.count() * segmentSize / 4);
  }

  /** Adds what is still needed of the next part of the oldest segment to the record. */
  void step(Bytes record) throws IOException {
    if (cleaned == null) {
      cleaned = log.oldest();
      reader = new SegmentReader(cleaned);
      finished = model.live().isDead(cleaned);
      damaged = false;
    }
    copies = new Copies(model, cleaned, record);
    long until = reader.position() + STEP;
    while (!finished && reader.position() < until) {
      copyNext();
    }
  }

  private void copyNext() throws IOException {
    try {
      SegmentReader.Found found = reader.next();
      finished = found == null;
      if (!finished) {
        copies.from(found);
        entries.read(found, cleaned, copies);
      }
    } catch (DamageException e) {
      damaged = true;
      LOG.log(
          Level.ERROR,
          "{0}, byte {1}: {2}. It is kept, with another name.",
          cleaned.name(),
          reader.position(),
          e.getMessage());
      finished = reader.findNext() == null;
    }
  }

  /** The record with the copies is written, and begins there. */
  void written(Segment segment, long recordStart) {
    if (copies != null) {
      copies.written(segment, recordStart);
      copies = null;
    }
  }

  /** The record with the copies was not written. */
  void failed() {
    copies = null;
    cleaned = null; // what has been copied before is no longer here, so begin again
  }

  /** Whether the oldest segment is not needed any more, once what is written is safe. */
  boolean isFinished() {
    return cleaned != null && finished;
  }

  /** Drops it. */
  void drop() throws IOException {
    cleaned = null;
    log.dropOldest(damaged);
  }
}
