package dev.rialto.store.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A directory of the file system. Its files can be read by their owner only. */
final class NioDisk implements Disk {
  private static final SecureRandom CHANCE = new SecureRandom();

  private final Path directory;
  private final boolean posix;
  private final FileStore volume;

  /** Creates the directory, with its parents, where there is none. */
  public NioDisk(Path directory) throws IOException {
    this.directory = directory;
    Path existing = directory.toAbsolutePath();
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    posix = Files.getFileStore(existing).supportsFileAttributeView("posix");
    Files.createDirectories(directory, owner("rwx------"));
    volume = Files.getFileStore(directory); // looking it up reads the list of mounts
  }

  /** What a new file gets. */
  FileAttribute<?>[] permissions() {
    return owner("rw-------");
  }

  private FileAttribute<?>[] owner(String permissions) {
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  @Override
  public List<String> list() throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    }
    return names;
  }

  @Override
  public Channel create(String name) throws IOException {
    Path file = directory.resolve(name);
    return new Open(
        file,
        FileChannel.open(
            file,
            Set.of(
                StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
            permissions()));
  }

  @Override
  public Channel open(String name) throws IOException {
    Path file = directory.resolve(name);
    return new Open(
        file, FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE));
  }

  @Override
  public void delete(String name) throws IOException {
    Files.deleteIfExists(directory.resolve(name));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Files.move(directory.resolve(from), directory.resolve(to), StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void forceDirectory() throws IOException {
    if (!posix) {
      return; // Windows has no such thing, and needs none
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public long usableSpace() throws IOException {
    return volume.getUsableSpace();
  }

  @Override
  public int chance() {
    return CHANCE.nextInt();
  }

  @Override
  public String place() {
    return directory.toString();
  }

  /**
   * Written by one thread, which nobody interrupts, and read by any: an interrupt closes a channel,
   * so reading has one of its own.
   */
  private static final class Open implements Channel {
    private final Path file;
    private final FileChannel writing;
    private volatile FileChannel reading;

    Open(Path file, FileChannel writing) throws IOException {
      this.file = file;
      this.writing = writing;
      reading = FileChannel.open(file, StandardOpenOption.READ);
    }

    @Override
    public long size() throws IOException {
      return writing.size();
    }

    @Override
    public void write(ByteBuffer bytes, long at) throws IOException {
      long place = at;
      while (bytes.hasRemaining()) {
        place += writing.write(bytes, place);
      }
    }

    @Override
    public void read(ByteBuffer into, long at) throws IOException {
      boolean interrupted = Thread.interrupted();
      try {
        while (!isRead(into.rewind(), at)) {
          interrupted |= Thread.interrupted();
          reopen();
        }
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }

    /** Returns false if this thread, or another one, has been interrupted: then it is closed. */
    private boolean isRead(ByteBuffer into, long at) throws IOException {
      try {
        readAll(into, at);
        return true;
      } catch (ClosedChannelException e) {
        return false;
      }
    }

    private void readAll(ByteBuffer into, long at) throws IOException {
      long place = at;
      while (into.hasRemaining()) {
        int count = reading.read(into, place);
        if (count < 0) {
          return;
        }
        place += count;
      }
    }

    private synchronized void reopen() throws IOException {
      if (!writing.isOpen()) {
        throw new ClosedChannelException();
      }
      if (!reading.isOpen()) {
        reading = FileChannel.open(file, StandardOpenOption.READ);
      }
    }

    @Override
    public void force() throws IOException {
      writing.force(false); // the length of the file is forced with its content
    }

    @Override
    public synchronized void close() throws IOException {
      try {
        writing.close();
      } finally {
        reading.close();
      }
    }
  }
}
