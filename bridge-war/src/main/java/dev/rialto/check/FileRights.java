package dev.rialto.check;

import static java.nio.file.attribute.PosixFilePermission.GROUP_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * Who else on this machine can get at a file. A group may read, since that is how a server gets at
 * a file of root's. What isn't there, and where there are no such permissions, nobody can.
 */
final class FileRights {
  private FileRights() {}

  /** Whether users of no account can read it; of a directory, get into it. */
  static boolean readable(Path file) {
    Set<PosixFilePermission> rights = rights(file);
    return rights.contains(OTHERS_READ)
        || (Files.isDirectory(file) && rights.contains(OTHERS_EXECUTE));
  }

  /** Whether others than its owner can change it. */
  static boolean changeable(Path file) {
    Set<PosixFilePermission> rights = rights(file);
    return rights.contains(OTHERS_WRITE) || rights.contains(GROUP_WRITE);
  }

  private static Set<PosixFilePermission> rights(Path file) {
    try {
      return Files.getPosixFilePermissions(file);
    } catch (IOException | UnsupportedOperationException e) {
      return Set.of();
    }
  }
}
