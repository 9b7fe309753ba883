package dev.rialto.store.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Copies a store while it is used. Segments only grow, so what counts of each at one moment is a
 * consistent copy; none may be dropped meanwhile.
 */
final class Backup {
  private static final int CHUNK = 1 << 20;

  private final Disk target;

  /** Into an empty directory. */
  Backup(Disk target) throws IOException {
    this.target = target;
    if (!target.list().isEmpty()) {
      throw new IOException(
          target.place() + " is not empty: a backup needs a directory of its own.");
    }
  }

  /** What counts of a segment. */
  record Part(Segment segment, long length) {}

  /** Copies everything, and makes sure that it survives; returns how many bytes it was. */
  long copy(List<Part> parts) throws IOException {
    long copied = 0;
    for (Part part : parts) {
      try (Disk.Channel to = target.create(part.segment().name())) {
        copy(part, to);
        to.force();
      }
      copied += part.length();
    }
    target.forceDirectory();
    return copied;
  }

  private static void copy(Part part, Disk.Channel to) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    for (long at = 0; at < part.length(); at += chunk.limit()) {
      chunk.clear().limit((int) Math.min(CHUNK, part.length() - at));
      part.segment().channel().read(chunk, at);
      if (chunk.hasRemaining()) {
        throw new IOException(part.segment().name() + " is too short");
      }
      to.write(chunk.flip(), at);
    }
  }
}
