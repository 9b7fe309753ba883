package dev.rialto.store.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps other processes, and other deployments in this one, out of a store's directory. */
final class DirectoryLock implements Closeable {
  private static final String NAME = "lock";

  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Locks it; throws an exception with a sentence for the operator when somebody else has. */
  static DirectoryLock of(Path directory) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new DirectoryLock(channel);
      }
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw inUse(directory, e);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    throw inUse(directory, null);
  }

  private static IOException inUse(Path directory, Exception cause) {
    return new IOException(
        "%s is in use by another Rialto: stop that one, or give each its own directory."
            .formatted(directory),
        cause);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
