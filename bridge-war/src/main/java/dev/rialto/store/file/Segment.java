package dev.rialto.store.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * One file of the log: a header, then records one after the other. Segments have consecutive
 * numbers, and their names sort as they do.
 *
 * <p>The header: what kind of file it is and in which format, its number, how much of the segment
 * before counts (what comes after could not be made safe, and was written again), a number by
 * chance for the checksums of its records, a checksum.
 */
final class Segment implements Closeable {
  static final int HEADER = 32;
  static final byte FORMAT = 1;

  private static final int CHECKSUM = 28;

  private static final long MAGIC = 0x5249_414C_544F_0000L; // RIALTO, then the format
  private static final Pattern NAME = Pattern.compile("(\\d{19})\\.rialto");

  private final long number;
  private final long previousLength;
  private final int salt;
  private final Disk.Channel channel;
  private long length;

  private Segment(long number, long previousLength, int salt, Disk.Channel channel) {
    this.number = number;
    this.previousLength = previousLength;
    this.salt = salt;
    this.channel = channel;
    length = HEADER;
  }

  /** The name of the file with that number. */
  static String name(long number) {
    return "%019d.rialto".formatted(number);
  }

  /** The number of the file with that name; empty if it is another kind of file. */
  static OptionalLong number(String name) {
    Matcher parts = NAME.matcher(name);
    return parts.matches() ? OptionalLong.of(Long.parseLong(parts.group(1))) : OptionalLong.empty();
  }

  /** A new one, which survives from now on. */
  static Segment create(Disk disk, long number, long previousLength) throws IOException {
    disk.delete(name(number)); // an attempt may have failed so badly that the file is still there
    Disk.Channel channel = disk.create(name(number));
    try {
      int salt = disk.chance();
      channel.write(header(number, previousLength, salt), 0);
      channel.force();
      disk.forceDirectory();
      return new Segment(number, previousLength, salt, channel);
    } catch (IOException | RuntimeException e) {
      try (channel) {
        disk.delete(name(number));
      } catch (IOException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
  }

  private static ByteBuffer header(long number, long previousLength, int salt) {
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    header.putLong(MAGIC | FORMAT).putLong(number).putLong(previousLength);
    header.putInt(salt).putInt(checksum(header.array(), CHECKSUM));
    return header.flip();
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, 0, length);
    return (int) sum.getValue();
  }

  /**
   * One that exists.
   *
   * @throws DamageException when its header is none
   * @throws IOException when it can't be read, or is in a format of another version of Rialto
   */
  static Segment open(Disk disk, long number) throws IOException, DamageException {
    Disk.Channel channel = disk.open(name(number));
    try {
      ByteBuffer header = ByteBuffer.allocate(HEADER);
      channel.read(header, 0);
      if (header.hasRemaining()) {
        throw new DamageException("the header is cut off");
      }
      header.flip();
      long magic = header.getLong();
      long previousLength = header.getLong(16);
      if ((magic & ~0xFFFFL) != MAGIC) {
        throw new DamageException("it is no file of this store");
      }
      if ((magic & 0xFFFF) != FORMAT) {
        throw new IOException(
            "%s is in format %d, but this version of Rialto reads format %d: use the version that"
                    .formatted(name(number), magic & 0xFFFF, FORMAT)
                + " wrote it, or another directory.");
      }
      if (header.getInt(CHECKSUM) != checksum(header.array(), CHECKSUM)
          || header.getLong(8) != number) {
        throw new DamageException("the checksum of the header is wrong");
      }
      return new Segment(number, previousLength, header.getInt(24), channel);
    } catch (IOException | DamageException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  long number() {
    return number;
  }

  String name() {
    return name(number);
  }

  /** What the checksums of its records begin with. */
  int salt() {
    return salt;
  }

  /** How many bytes of the segment before this one count. */
  long previousLength() {
    return previousLength;
  }

  /** How many bytes of it count; the thread's that writes. */
  long length() {
    return length;
  }

  void length(long bytes) {
    length = bytes;
  }

  Disk.Channel channel() {
    return channel;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
