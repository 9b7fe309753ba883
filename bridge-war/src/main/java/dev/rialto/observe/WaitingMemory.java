package dev.rialto.observe;

import java.util.concurrent.atomic.AtomicLong;

/**
 * About how much memory is taken by what waits for clients: in sessions, on connections, and of
 * packets that have not come whole. Any thread may call.
 */
public final class WaitingMemory {
  private final AtomicLong bytes = new AtomicLong();
  private volatile long most = Long.MAX_VALUE;

  /** So much is fine. */
  public void allow(long atMost) {
    most = atMost;
  }

  /** How much it is, in bytes. */
  public long bytes() {
    return bytes.get();
  }

  /** Whether it is more than may be, so that nothing should be begun that adds to it. */
  public boolean isTight() {
    return bytes.get() > most;
  }

  /**
   * The part of somebody.
   *
   * @param step bytes by which it has to change to be noted: for who changes it all the time
   */
  public Part part(int step) {
    return new Part(step);
  }

  /** What one owner adds to it. One thread at a time. */
  public final class Part {
    private final int step;
    private long noted;

    private Part(int step) {
      this.step = step;
    }

    /** So much it is now. */
    public void is(long now) {
      long more = now - noted;
      if (more >= step || -more >= step || (now == 0 && more != 0)) {
        noted = now;
        bytes.addAndGet(more);
      }
    }
  }
}
