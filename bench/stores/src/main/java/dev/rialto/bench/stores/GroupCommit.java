package dev.rialto.bench.stores;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One thread writes all that has gathered while it wrote the last group, and makes the disk keep it
 * once for all of it. What is only consumed waits for the next message, or a little while.
 */
abstract class GroupCommit implements Engine {
  private static final long PATIENCE_NS = TimeUnit.MILLISECONDS.toNanos(100);

  /** A message to be kept, or, without a body, one that is owed no longer. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Change(long key, byte[] body, Runnable then) {
    boolean isConsumed() {
      return body == null;
    }
  }

  private final Object lock = new Object();
  private final Thread writer = new Thread(this::work, "group-commit");
  private List<Change> waiting = new ArrayList<>();
  private boolean urgent;
  private boolean closing;
  private volatile Exception failure;

  /** To be called once the subclass is ready to write. */
  void start() {
    writer.start();
  }

  /** Writes a group, and if {@code force}, doesn't return before it would survive a power cut. */
  abstract void write(List<Change> group, boolean force) throws Exception;

  /** Nothing has happened for a while: the moment to tidy up. */
  void idle() throws Exception {}

  /** Called once, on the writing thread, after the last group. */
  abstract void shut() throws Exception;

  @Override
  public void queued(long session, long position, byte[] body, Runnable then) {
    add(new Change(Engine.key(session, position), body, then));
  }

  @Override
  public void consumed(long session, long position) {
    add(new Change(Engine.key(session, position), null, null));
  }

  private void add(Change change) {
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
    synchronized (lock) {
      waiting.add(change);
      if (!change.isConsumed() && !urgent) {
        urgent = true;
        lock.notifyAll();
      }
    }
  }

  private void work() {
    try {
      while (true) {
        boolean last;
        boolean force;
        List<Change> group;
        synchronized (lock) {
          await();
          last = closing;
          force = urgent || last;
          group = waiting;
          waiting = new ArrayList<>();
          urgent = false;
        }
        if (!group.isEmpty()) {
          write(group, force);
          group.stream().filter(change -> !change.isConsumed()).forEach(c -> c.then().run());
        } else if (!last) {
          idle();
        }
        if (last) {
          shut();
          return;
        }
      }
    } catch (Exception e) {
      failure = e;
    }
  }

  private void await() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NS;
    long left = PATIENCE_NS;
    while (!urgent && !closing && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(lock, left);
      left = deadline - System.nanoTime();
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (lock) {
      closing = true;
      lock.notifyAll();
    }
    try {
      writer.join();
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
    if (failure != null) {
      throw new IOException(failure);
    }
  }
}
