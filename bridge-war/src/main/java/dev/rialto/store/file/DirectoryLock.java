package dev.rialto.store.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;

/** Keeps other processes, and other deployments in this one, out of a store's directory. */
final class DirectoryLock implements Closeable {
  private static final String NAME = "lock";

  private final FileChannel channel;
  private final String held;

  private DirectoryLock(FileChannel channel, String held) {
    this.channel = channel;
    this.held = held;
  }

  /** Locks it; throws an exception with a sentence for the operator when somebody else has. */
  static DirectoryLock of(Path directory, FileAttribute<?>... permissions) throws IOException {
    // Another deployment here must not even open the file: on POSIX, closing it again would give
    // up the lock of the first one. Only the system properties are the same for all deployments.
    String held = "rialto.store.locked " + directory.toRealPath();
    if (System.getProperties().putIfAbsent(held, "") != null) {
      throw inUse(directory, null);
    }
    try {
      return new DirectoryLock(lock(directory, permissions), held);
    } catch (IOException | RuntimeException e) {
      System.clearProperty(held);
      throw e;
    }
  }

  private static FileChannel lock(Path directory, FileAttribute<?>... permissions)
      throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve(NAME),
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            permissions);
    try {
      if (channel.tryLock() == null) {
        throw inUse(directory, null);
      }
      return channel;
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw inUse(directory, e);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static IOException inUse(Path directory, Exception cause) {
    return new IOException(
        "%s is in use by another Rialto: stop that one, or give each its own directory."
            .formatted(directory),
        cause);
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      System.clearProperty(held);
    }
  }
}
