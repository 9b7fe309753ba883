package dev.rialto.store.file;

import dev.rialto.config.StoreSync;
import dev.rialto.observe.StoreStatus.State;
import dev.rialto.store.Outcome;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The one thread that writes: takes everything that waits, writes it as one record, forces it once,
 * and says so. What comes meanwhile is the next record.
 *
 * <p>While the disk fails, or there is no room, new work is refused at once; upkeep waits, and goes
 * first when the disk is back.
 */
final class Writer {
  private static final Logger LOG = System.getLogger(Writer.class.getName());
  private static final long NEXT_ATTEMPT = Duration.ofSeconds(1).toNanos();
  private static final long IDLE = Duration.ofSeconds(10).toNanos();

  private final StoreParts parts;
  private final Bytes record = new Bytes();
  private final Batch batch;
  private final Cleaner cleaner;
  private List<CommitQueue.Pending> upkeep = new ArrayList<>(); // that could not be written
  private int pins; // while copies are made
  private long lastAttempt;
  private long lastForced;
  private boolean dirty;
  private volatile State state = State.READY;
  private volatile String sentence = "";
  private volatile long needed;
  private volatile long size;

  Writer(StoreParts parts) {
    this.parts = parts;
    batch = new Batch(parts.clock(), record, parts.model());
    cleaner = new Cleaner(parts.log(), parts.model(), parts.segmentSize());
    lastForced = parts.clock().now();
    measure();
  }

  private void measure() {
    size = parts.log().size();
    needed = parts.model().live().total();
  }

  State state() {
    return state;
  }

  String sentence() {
    return sentence;
  }

  long needed() {
    return needed;
  }

  long size() {
    return size;
  }

  /** Goes on until the queue is closed and empty. */
  void run() {
    while (!parts.queue().isClosed()) {
      List<CommitQueue.Pending> taken = parts.queue().take(patience());
      synchronized (this) {
        write(taken);
        forceSometimes();
      }
    }
    parts.completions().close();
  }

  /**
   * What counts of each segment at the moment. None is dropped until {@link #unpin}. Any thread.
   */
  synchronized List<Backup.Part> pin() {
    pins++;
    return parts.log().segments().stream()
        .map(segment -> new Backup.Part(segment, segment.length()))
        .toList();
  }

  synchronized void unpin() {
    pins--;
  }

  private boolean isCleaningDue() {
    return pins == 0 && cleaner.isDue();
  }

  private long patience() {
    if (state == State.FAILING) {
      return Math.max(1, NEXT_ATTEMPT - (parts.clock().now() - lastAttempt));
    }
    if (!upkeep.isEmpty() || isCleaningDue()) {
      return 0;
    }
    return dirty && parts.sync() != StoreSync.NEVER ? parts.interval().toNanos() : IDLE;
  }

  private void write(List<CommitQueue.Pending> taken) {
    if (state == State.FAILING && parts.clock().now() - lastAttempt < NEXT_ATTEMPT) {
      refuse(taken);
      return;
    }
    boolean full = isFull();
    boolean refusing = full || parts.queue().isFull();
    List<CommitQueue.Pending> written = upkeep;
    upkeep = new ArrayList<>();
    List<CommitQueue.Pending> refused = new ArrayList<>();
    for (CommitQueue.Pending pending : taken) {
      (refusing && pending.isNewWork() ? refused : written).add(pending);
    }
    lastAttempt = parts.clock().now();
    try {
      store(written);
      measure(); // before anybody hears of it
      settle(full ? State.FULL : State.READY, full ? "there is no room for more" : "");
      parts.completions().add(written, Outcome.STORED);
    } catch (IOException | RuntimeException e) {
      settle(State.FAILING, parts.disk().place() + ": " + e);
      LOG.log(Level.DEBUG, "The store could not be written.", e);
      refuse(written);
    }
    parts.completions().add(refused, Outcome.FULL);
  }

  /** New work is refused; what is about work that is stored waits for better times. */
  private void refuse(List<CommitQueue.Pending> all) {
    for (CommitQueue.Pending pending : all) {
      if (pending.isNewWork()) {
        parts.completions().add(List.of(pending), Outcome.FAILED);
      } else if (pending.transaction().isEmpty()) {
        parts.completions().add(List.of(pending), Outcome.STORED);
      } else {
        upkeep.add(pending);
      }
    }
  }

  private boolean isFull() {
    long reserve = 2 * parts.segmentSize(); // for upkeep, and for cleaning
    try {
      return parts.log().size() + reserve > parts.maxBytes()
          || parts.disk().usableSpace() < reserve;
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "The space on the disk is not known.", e);
      return false; // writing will tell
    }
  }

  private void store(List<CommitQueue.Pending> all) throws IOException {
    Frame.begin(record);
    batch.clear();
    boolean awaited = false;
    try {
      boolean cleaning = isCleaningDue();
      if (cleaning) {
        cleaner.step(record);
      }
      for (CommitQueue.Pending pending : all) {
        batch.add(pending.transaction());
        awaited |= pending.then() != null && !pending.transaction().isEmpty();
      }
      if (record.size() > Frame.HEADER) {
        append(awaited && parts.sync() == StoreSync.COMMIT);
      }
      if (cleaning && cleaner.isFinished()) {
        drop();
      }
    } catch (IOException | RuntimeException e) {
      cleaner.failed();
      throw e;
    }
  }

  private void append(boolean forced) throws IOException {
    Log log = parts.log();
    log.prepare();
    long start = log.append(record);
    dirty = true;
    if (forced) {
      try {
        force();
      } catch (IOException e) {
        log.takeBack(record);
        throw e;
      }
    }
    parts.model().at(log.head());
    cleaner.written(log.head(), start);
    batch.written(log.head(), start);
  }

  /** What the oldest segment held is dead or has been written again: that must be safe first. */
  private void drop() throws IOException {
    if (dirty && parts.sync() != StoreSync.NEVER) {
      force();
    }
    cleaner.drop();
  }

  private void force() throws IOException {
    parts.log().force();
    parts.forced().run();
    dirty = false;
    lastForced = parts.clock().now();
  }

  private void forceSometimes() {
    boolean due =
        dirty
            && parts.sync() != StoreSync.NEVER
            && parts.clock().now() - lastForced >= parts.interval().toNanos();
    if (due) {
      try {
        force();
      } catch (IOException e) {
        settle(State.FAILING, parts.disk().place() + ": " + e);
      }
    }
  }

  private void settle(State now, String why) {
    sentence = why;
    if (now != state) {
      state = now;
      LOG.log(
          now == State.READY ? Level.INFO : Level.ERROR,
          now == State.READY
              ? "The store takes new work again."
              : "The store takes no new work: {0}. What is stored is served.",
          why);
    }
  }
}
