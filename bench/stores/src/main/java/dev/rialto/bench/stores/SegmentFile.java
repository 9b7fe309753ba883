package dev.rialto.bench.stores;

import dev.rialto.bench.stores.GroupCommit.Change;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * One file of the log: groups of changes, each with its length, a CRC32C of all that follows, its
 * sequence number, and that of the newest group that was known to be on the disk. By the last, what
 * a power cut has torn can be told from what was damaged later: only a group that nothing behind it
 * says to be on the disk may be incomplete.
 */
final class SegmentFile {
  private static final String SUFFIX = ".log";
  private static final int HEADER = 2 * Integer.BYTES + 2 * Long.BYTES;

  /**
   * A page. Linux takes more that is written at once for one unit, and forces all of it each time.
   */
  private static final int FILLING = 4 << 10;

  private static final int CHECKED_FROM = 2 * Integer.BYTES;

  /** Messages in it, and how many of them are owed; its owner's to change. */
  int stored;

  int live;

  private final Path path;
  private final FileChannel channel;
  private ByteBuffer buffer = ByteBuffer.allocateDirect(64 << 10);

  SegmentFile(Path path) throws IOException {
    this.path = path;
    channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    channel.position(channel.size());
  }

  /**
   * A new one. If it's {@code filled}, zeros are written up to that length beforehand: then forcing
   * what is written over them needn't change the file's length.
   */
  static SegmentFile create(Path folder, long sequence, long filled) throws IOException {
    SegmentFile file =
        new SegmentFile(Files.createFile(folder.resolve("%019d".formatted(sequence) + SUFFIX)));
    while (file.size() < filled) {
      file.channel.write(ByteBuffer.allocate(FILLING));
    }
    file.channel.force(true);
    file.channel.position(0);
    return file;
  }

  /** Nothing will be added to it. */
  void complete() throws IOException {
    channel.truncate(size());
    channel.force(true);
  }

  /** Those in the folder, the oldest first. */
  static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    }
  }

  long firstSequence() {
    return Long.parseLong(path.getFileName().toString().replace(SUFFIX, ""));
  }

  long size() throws IOException {
    return channel.position();
  }

  void append(long sequence, long forced, List<Change> group) throws IOException {
    int length = HEADER + group.stream().mapToInt(SegmentFile::length).sum();
    if (buffer.capacity() < length) {
      buffer = ByteBuffer.allocateDirect(2 * length);
    }
    buffer.clear().position(CHECKED_FROM);
    buffer.putLong(sequence).putLong(forced);
    for (Change change : group) {
      put(buffer, change);
    }
    buffer.flip().putInt(0, length).putInt(Integer.BYTES, checksum(buffer, 0, length));
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  void force() throws IOException {
    channel.force(false);
  }

  /**
   * Reads it all. If it's the {@code newest}, an incomplete end is cut off.
   *
   * @param sequence of the last group before it
   * @return that of its last group
   * @throws IOException if it's damaged
   */
  long recover(long sequence, boolean newest, Consumer<Change> changes) throws IOException {
    ByteBuffer all = read();
    long next = sequence + 1;
    while (all.hasRemaining()) {
      int start = all.position();
      if (!isGroup(all, start) || all.getLong(start + CHECKED_FROM) != next) {
        if (!newest || isForced(all, start, next)) {
          throw new IOException("%s is damaged at byte %,d".formatted(path, start));
        }
        channel.truncate(start);
        channel.force(true);
        return next - 1;
      }
      group(all).forEach(changes);
      next++;
    }
    return next - 1;
  }

  /** Every change in it, in order. Nothing is checked again. */
  List<Change> changes() throws IOException {
    List<Change> changes = new ArrayList<>();
    for (ByteBuffer all = read(); all.hasRemaining(); ) {
      changes.addAll(group(all));
    }
    return changes;
  }

  private static List<Change> group(ByteBuffer from) {
    List<Change> changes = new ArrayList<>();
    int end = from.position() + from.getInt(from.position());
    from.position(from.position() + HEADER);
    while (from.position() < end) {
      changes.add(get(from));
    }
    return changes;
  }

  /** Whether any group behind knows that this one had reached the disk. */
  private static boolean isForced(ByteBuffer all, int start, long sequence) {
    for (int at = start + 1; at < all.limit() - HEADER; at++) {
      if (all.getLong(at + CHECKED_FROM + Long.BYTES) >= sequence && isGroup(all, at)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isGroup(ByteBuffer all, int start) {
    if (all.limit() - start < HEADER) {
      return false;
    }
    int length = all.getInt(start);
    return length >= HEADER
        && length <= all.limit() - start
        && all.getInt(start + Integer.BYTES) == checksum(all, start, length);
  }

  private static int checksum(ByteBuffer of, int start, int length) {
    CRC32C crc = new CRC32C();
    crc.update(of.slice(start + CHECKED_FROM, length - CHECKED_FROM));
    return (int) crc.getValue();
  }

  private ByteBuffer read() throws IOException {
    ByteBuffer all = ByteBuffer.allocate((int) channel.size());
    while (all.hasRemaining() && channel.read(all, all.position()) >= 0) {}
    return all.flip();
  }

  void close() throws IOException {
    channel.close();
  }

  void delete() throws IOException {
    close();
    Files.delete(path);
  }

  /** How many bytes a change takes. */
  private static int length(Change change) {
    return Long.BYTES + Integer.BYTES + (change.isConsumed() ? 0 : change.body().length);
  }

  private static void put(ByteBuffer to, Change change) {
    to.putLong(change.key()).putInt(change.isConsumed() ? -1 : change.body().length);
    if (!change.isConsumed()) {
      to.put(change.body());
    }
  }

  private static Change get(ByteBuffer from) {
    long key = from.getLong();
    int length = from.getInt();
    if (length < 0) {
      return new Change(key, null, null);
    }
    byte[] body = new byte[length];
    from.get(body);
    return new Change(key, body, null);
  }
}
