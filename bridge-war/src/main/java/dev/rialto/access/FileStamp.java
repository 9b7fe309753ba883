package dev.rialto.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * What shows that a file has changed, without reading it.
 *
 * @param modified {@code null} when there is no file
 * @param key which file it is: another one may have taken its name
 */
record FileStamp(FileTime modified, long size, Object key) {
  private static final FileStamp MISSING = new FileStamp(null, 0, null);

  /** Of the file as it is now. */
  static FileStamp of(String file) {
    try {
      BasicFileAttributes now = Files.readAttributes(Path.of(file), BasicFileAttributes.class);
      return new FileStamp(now.lastModifiedTime(), now.size(), now.fileKey());
    } catch (IOException | InvalidPathException e) {
      return MISSING;
    }
  }
}
