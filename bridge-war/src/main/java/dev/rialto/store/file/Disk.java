package dev.rialto.store.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * One directory as the store uses it: so little that a test can play a disk that forgets what was
 * not forced, or that is full.
 */
interface Disk {
  /** The names of all files. */
  List<String> list() throws IOException;

  /** A new and empty file, which survives once {@link #forceDirectory} has been called. */
  Channel create(String name) throws IOException;

  /** A file that exists. */
  Channel open(String name) throws IOException;

  /** Deletes a file, for good once {@link #forceDirectory} has been called. */
  void delete(String name) throws IOException;

  /** Gives a file another name, for good once {@link #forceDirectory} has been called. */
  void rename(String from, String to) throws IOException;

  /** Makes sure that files created, renamed and deleted survive as such. */
  void forceDirectory() throws IOException;

  /** How many bytes can still be written, about. */
  long usableSpace() throws IOException;

  /** A number that nobody can foresee. */
  int chance();

  /** What people call the directory. */
  String place();

  /** An open file. Reading may be done by any thread, writing by one. */
  interface Channel extends Closeable {
    /** Its length in bytes. */
    long size() throws IOException;

    /** Writes everything that remains of the buffer, at that place. */
    void write(ByteBuffer bytes, long at) throws IOException;

    /** Fills the buffer from its beginning, unless the file ends before. */
    void read(ByteBuffer into, long at) throws IOException;

    /** Makes sure that everything written survives. */
    void force() throws IOException;
  }
}
