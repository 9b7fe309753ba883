package dev.rialto.store.file;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * How a record is framed: its length without the frame, a checksum over everything else, its
 * sequence number, which grows by one from record to record through all segments, and the sequence
 * number of the last record that had been forced to the disk before: a disk may write later records
 * before earlier ones, so that is what tells damage from what was never safe.
 */
final class Frame {
  static final int HEADER = 24;

  private static final int CHECKSUM = 4;
  private static final int SEQUENCE = 8;
  private static final int FORCED = 16;

  private Frame() {}

  /** Leaves room for the header. */
  static void begin(Bytes record) {
    record.clear();
    for (int i = 0; i < HEADER; i++) {
      record.u8(0);
    }
  }

  /** Fills the header in. */
  static void end(Bytes record, long sequence, long forced) {
    record.put32(0, record.size() - HEADER);
    record.put64(SEQUENCE, sequence);
    record.put64(FORCED, forced);
    record.put32(CHECKSUM, checksum(record.array(), record.size()));
  }

  private static int checksum(byte[] record, int size) {
    CRC32C sum = new CRC32C();
    sum.update(record, 0, CHECKSUM);
    sum.update(record, SEQUENCE, size - SEQUENCE);
    return (int) sum.getValue();
  }

  static int length(ByteBuffer header) {
    return header.getInt(0);
  }

  static long sequence(ByteBuffer header) {
    return header.getLong(SEQUENCE);
  }

  static long forced(ByteBuffer header) {
    return header.getLong(FORCED);
  }

  /** Whether a whole record is what was written. */
  static boolean isIntact(byte[] record) {
    return ByteBuffer.wrap(record).getInt(CHECKSUM) == checksum(record, record.length);
  }
}
