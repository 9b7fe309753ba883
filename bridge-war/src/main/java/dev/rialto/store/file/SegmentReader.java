package dev.rialto.store.file;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads the records of a segment one after the other, and finds the next one behind damage. */
final class SegmentReader {
  private static final int WINDOW = 1 << 20;

  private final Segment segment;
  private final long limit;
  private byte[] window = new byte[0];
  private long windowStart;
  private long at;

  /** A record as it stands in the file, with its frame. */
  static final class Found {
    private final long offset;
    private final byte[] bytes;

    private Found(long offset, byte[] bytes) {
      this.offset = offset;
      this.bytes = bytes;
    }

    /** Where it begins in the file. */
    long offset() {
      return offset;
    }

    /** Its bytes, not to be changed. */
    byte[] bytes() {
      return bytes;
    }

    /** How long it is. */
    int length() {
      return bytes.length;
    }

    long sequence() {
      return Frame.sequence(ByteBuffer.wrap(bytes));
    }

    /** The last one that had been forced when it was written. */
    long forced() {
      return Frame.forced(ByteBuffer.wrap(bytes));
    }

    Fields entries() throws DamageException {
      Fields fields = new Fields(bytes);
      fields.skip(Frame.HEADER);
      return fields;
    }
  }

  /** At the first record. */
  SegmentReader(Segment segment) {
    this.segment = segment;
    limit = segment.length();
    at = Math.min(Segment.HEADER, limit);
  }

  /** How far it has read. */
  long position() {
    return at;
  }

  /** The next record, or {@code null} at the end. Stays where it is when that is damaged. */
  Found next() throws IOException, DamageException {
    if (at == limit) {
      return null;
    }
    Found found = at(at);
    if (found == null) {
      throw new DamageException("what is there is no record, or its checksum is wrong");
    }
    at += found.length();
    return found;
  }

  /** Goes on to the next thing that is a record; returns that, or {@code null}. */
  Found findNext() throws IOException {
    for (long place = at + 1; place + Frame.HEADER < limit; place++) {
      Found found = at(place);
      if (found != null) {
        at = place;
        return found;
      }
    }
    return null;
  }

  private Found at(long place) throws IOException {
    if (place + Frame.HEADER > limit) {
      return null;
    }
    int offset = inWindow(place, Frame.HEADER);
    ByteBuffer header = ByteBuffer.wrap(window, offset, Frame.HEADER).slice();
    long size = (long) Frame.length(header) + Frame.HEADER;
    if (size <= Frame.HEADER || size > limit - place || !Frame.isPlausible(header)) {
      return null;
    }
    offset = inWindow(place, (int) size);
    byte[] bytes = new byte[(int) size];
    System.arraycopy(window, offset, bytes, 0, bytes.length);
    return Frame.isIntact(bytes, segment.salt()) ? new Found(place, bytes) : null;
  }

  /** Where so many bytes of the file are in the window; it moves if they are not. */
  private int inWindow(long place, int length) throws IOException {
    if (place < windowStart || place + length > windowStart + window.length) {
      window = new byte[(int) Math.min(Math.max(length, WINDOW), limit - place)];
      windowStart = place;
      segment.channel().read(ByteBuffer.wrap(window), place);
    }
    return (int) (place - windowStart);
  }
}
