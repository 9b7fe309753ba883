package dev.rialto.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Changes one user's line of a password file, and leaves all others as they are. The new file takes
 * the old one's place in one step, so that a server that reads at that moment sees one or the
 * other.
 */
public final class PasswordFileEdit {
  private static final Pattern NAME =
      Pattern.compile("[^\\s:#\\p{Cntrl}]([^:\\p{Cntrl}]*[^\\s:\\p{Cntrl}])?");
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final Path file;

  /** Of a file that need not exist yet. */
  public PasswordFileEdit(Path file) {
    this.file = file.toAbsolutePath();
  }

  /** Whether a line can begin with that user name. */
  public static boolean canBeUser(String name) {
    return NAME.matcher(name).matches();
  }

  /** Gives a user that password, known or new; the name must be one that {@link #canBeUser}. */
  public void put(String user, PasswordHash password) throws IOException {
    put(user, password.inFile());
  }

  /** The same for SCRAM, whose users have a file of their own. */
  public void put(String user, ScramCredential password) throws IOException {
    put(user, password.inFile());
  }

  private void put(String user, String secret) throws IOException {
    List<String> lines = without(user);
    lines.add(user + ":" + secret);
    replace(lines);
  }

  /** Takes a user out; returns whether there was one, and else changes nothing. */
  public boolean remove(String user) throws IOException {
    List<String> lines = without(user);
    if (lines.size() == read().size()) {
      return false;
    }
    replace(lines);
    return true;
  }

  private List<String> without(String user) throws IOException {
    List<String> lines = new ArrayList<>(read());
    lines.removeIf(line -> !line.startsWith("#") && line.split(":", 2)[0].strip().equals(user));
    return lines;
  }

  private List<String> read() throws IOException {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  private void replace(List<String> lines) throws IOException {
    Path next = Files.createTempFile(file.getParent(), ".passwords", null); // its owner's alone
    try {
      Files.write(next, lines);
      if (Files.getFileStore(next).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(
            next, Files.exists(file) ? Files.getPosixFilePermissions(file) : OWNER_ONLY);
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(next);
    }
  }
}
