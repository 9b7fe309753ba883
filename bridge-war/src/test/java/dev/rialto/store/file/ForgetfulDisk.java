package dev.rialto.store.file;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A disk in memory that forgets, at a power cut, whatever was not forced: content, and also which
 * files there are. Some of what was not forced may survive all the same, as chance wants. The power
 * can be cut at any write; writes and forces can be made to fail.
 */
class ForgetfulDisk implements Disk {
  /** What a file is now, and what it will be after a power cut. */
  private static final class Content {
    byte[] now = {};
    byte[] safe = {};
  }

  private Map<String, Content> files = new TreeMap<>();
  private Map<String, Content> safeFiles = new TreeMap<>();
  private final Random chance;
  private long writesLeft = Long.MAX_VALUE;
  private long stepsLeft = Long.MAX_VALUE;
  private String cutAt = "";
  private long space = Long.MAX_VALUE;
  private boolean failing;
  private boolean failingForces;
  private boolean off;
  private int forces;
  private long writes;
  private long bytesRead;
  private int openFiles;

  ForgetfulDisk(long seed) {
    chance = new Random(seed);
  }

  /** The power is cut in the middle of the write after so many. */
  synchronized void cutAfter(long more) {
    writesLeft = more;
  }

  /** The power is cut in front of the step after so many, whatever it would change on the disk. */
  synchronized void cutBeforeStep(long more) {
    stepsLeft = more;
  }

  /** The step that the power was cut in front of. */
  synchronized String cutAt() {
    return cutAt;
  }

  /** Writes fail from now on, or don't. */
  synchronized void failing(boolean now) {
    failing = now;
  }

  /** Forces fail from now on, or don't. */
  synchronized void failingForces(boolean now) {
    failingForces = now;
  }

  /** So many bytes can still be written. */
  synchronized void space(long bytes) {
    space = bytes;
  }

  /** How many bytes have been read. */
  synchronized long bytesRead() {
    return bytesRead;
  }

  /** How many channels have not been closed. */
  synchronized int openFiles() {
    return openFiles;
  }

  synchronized int forces() {
    return forces;
  }

  synchronized long writes() {
    return writes;
  }

  synchronized boolean isOff() {
    return off;
  }

  /** The power is gone and back: what was not forced is as it may be. */
  synchronized void powerCut() {
    Map<String, Content> left = new TreeMap<>();
    Map<String, Content> all = new HashMap<>(files);
    all.putAll(safeFiles);
    all.forEach(
        (name, content) -> {
          boolean there = safeFiles.containsKey(name);
          if (files.get(name) != safeFiles.get(name)) { // created or deleted, and not forced
            there = chance.nextBoolean();
          }
          if (there) {
            left.put(name, afterwards(files.getOrDefault(name, content)));
          }
        });
    files = left;
    safeFiles = new TreeMap<>(left);
    off = false;
    writesLeft = Long.MAX_VALUE;
    stepsLeft = Long.MAX_VALUE;
  }

  private Content afterwards(Content content) {
    Content after = new Content();
    after.now = content.safe.clone();
    if (content.now.length > content.safe.length) {
      int kept = content.safe.length + chance.nextInt(content.now.length - content.safe.length + 1);
      after.now = Arrays.copyOf(content.now, kept);
      if (chance.nextBoolean()) { // blocks are not written in order
        for (int i = content.safe.length; i < kept; i++) {
          after.now[i] = i / 16 % 2 == 0 ? after.now[i] : 0;
        }
      }
      System.arraycopy(content.safe, 0, after.now, 0, content.safe.length);
    }
    after.safe = after.now.clone();
    return after;
  }

  /** The bytes of a file, to be looked at or damaged. */
  synchronized byte[] bytes(String name) {
    return files.get(name).now;
  }

  /** Puts other bytes in a file's place. */
  synchronized void replace(String name, byte[] bytes) {
    files.get(name).now = bytes;
    files.get(name).safe = bytes.clone();
  }

  private void alive() throws IOException {
    if (off) {
      throw new IOException("the power is off");
    }
  }

  private void step(String what) throws IOException {
    alive();
    if (stepsLeft-- == 0) {
      off = true;
      cutAt = what;
      throw new IOException("the power is off");
    }
  }

  @Override
  public synchronized List<String> list() {
    return new ArrayList<>(files.keySet());
  }

  @Override
  public synchronized Channel create(String name) throws IOException {
    step("create");
    if (failing) {
      throw new IOException("Read-only file system");
    }
    Content content = new Content();
    if (files.putIfAbsent(name, content) != null) {
      throw new IOException(name + " exists");
    }
    return new Open(content);
  }

  @Override
  public synchronized Channel open(String name) throws IOException {
    alive();
    Content content = files.get(name);
    if (content == null) {
      throw new FileNotFoundException(name);
    }
    return new Open(content);
  }

  @Override
  public synchronized void delete(String name) throws IOException {
    step("delete");
    files.remove(name);
  }

  @Override
  public synchronized void rename(String from, String to) throws IOException {
    step("rename");
    files.put(to, files.remove(from));
  }

  @Override
  public synchronized void forceDirectory() throws IOException {
    step("forceDirectory");
    safeFiles = new TreeMap<>(files);
  }

  @Override
  public synchronized long usableSpace() {
    return space;
  }

  @Override
  public synchronized int chance() {
    return chance.nextInt();
  }

  @Override
  public String place() {
    return "a disk of the test's";
  }

  private final class Open implements Channel {
    private final Content content;
    private boolean closed;

    Open(Content content) {
      this.content = content;
      openFiles++;
    }

    @Override
    public long size() {
      synchronized (ForgetfulDisk.this) {
        return content.now.length;
      }
    }

    @Override
    public void write(ByteBuffer bytes, long at) throws IOException {
      synchronized (ForgetfulDisk.this) {
        step("write");
        writes++;
        boolean cut = writesLeft-- == 0;
        int count = bytes.remaining();
        if (cut) {
          count = chance.nextInt(count + 1);
        } else if (failing || count > space) {
          count = (int) Math.min(count / 2, space); // some of it has been written
        }
        if (content.now.length < at + count) {
          content.now = Arrays.copyOf(content.now, (int) at + count);
        }
        boolean whole = count == bytes.remaining();
        bytes.get(content.now, (int) at, count);
        space -= count;
        if (cut) {
          off = true;
          throw new IOException("the power is off");
        }
        if (!whole || failing) {
          throw new IOException("No space left on device");
        }
      }
    }

    @Override
    public void read(ByteBuffer into, long at) throws IOException {
      synchronized (ForgetfulDisk.this) {
        if (closed) {
          throw new ClosedChannelException();
        }
        int count = (int) Math.min(into.remaining(), content.now.length - at);
        bytesRead += Math.max(0, count);
        into.put(content.now, (int) at, Math.max(0, count));
      }
    }

    @Override
    public void force() throws IOException {
      synchronized (ForgetfulDisk.this) {
        step("force");
        if (failingForces) {
          throw new IOException("Input/output error");
        }
        forces++;
        content.safe = content.now.clone();
      }
    }

    @Override
    public void close() {
      synchronized (ForgetfulDisk.this) {
        openFiles -= closed ? 0 : 1;
        closed = true;
      }
    }
  }
}
