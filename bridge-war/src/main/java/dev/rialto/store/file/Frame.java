package dev.rialto.store.file;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * How a record is framed: its length without the frame, a checksum over everything else, its
 * sequence number, which grows by one from record to record through all segments, and the sequence
 * number of the last record that had been forced to the disk before: a disk may write later records
 * before earlier ones, so that is what tells damage from what was never safe.
 *
 * <p>The checksum begins with a number that only the segment's header tells: messages are clients',
 * and one that looks like a record must not be taken for one where there is damage.
 */
final class Frame {
  static final int HEADER = 24;

  private static final long MANY = 1L << 48; // more records than anybody will ever write
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
  static void end(Bytes record, long sequence, long forced, int salt) {
    record.put32(0, record.size() - HEADER);
    record.put64(SEQUENCE, sequence);
    record.put64(FORCED, forced);
    record.put32(CHECKSUM, checksum(record.array(), record.size(), salt));
  }

  private static int checksum(byte[] record, int size, int salt) {
    CRC32C sum = new CRC32C();
    sum.update(ByteBuffer.allocate(Integer.BYTES).putInt(salt).flip());
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

  /** Whether it may be one; so that not everything that looks like a length is read. */
  static boolean isPlausible(ByteBuffer header) {
    long sequence = sequence(header);
    return sequence > 0 && sequence < MANY && forced(header) >= 0 && forced(header) < sequence;
  }

  /** Whether a whole record is what was written. */
  static boolean isIntact(byte[] record, int salt) {
    return ByteBuffer.wrap(record).getInt(CHECKSUM) == checksum(record, record.length, salt);
  }
}
