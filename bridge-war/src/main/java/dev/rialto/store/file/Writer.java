package dev.rialto.store.file;

import dev.rialto.config.StoreSync;
import dev.rialto.observe.StoreStatus.State;
import dev.rialto.store.Outcome;
import dev.rialto.store.file.Completions.Done;
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
  private final List<CommitQueue.Pending> upkeep = new ArrayList<>(); // that could not be written
  private int pins; // while copies are made
  private long lastAttempt;
  private long lastForced;
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
    synchronized (this) {
      if (!upkeep.isEmpty()) {
        attempt(List.of()); // the last one
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
    return pins == 0 && cleaner.isDue(state == State.FULL);
  }

  private long patience() {
    if (state == State.FAILING) {
      return Math.max(1, NEXT_ATTEMPT - (parts.clock().now() - lastAttempt));
    }
    if (!upkeep.isEmpty() || isCleaningDue()) {
      return 0;
    }
    return !parts.log().isSafe() && parts.sync() != StoreSync.NEVER
        ? parts.interval().toNanos()
        : IDLE;
  }

  private void write(List<CommitQueue.Pending> taken) {
    boolean tooEarly = state == State.FAILING && parts.clock().now() - lastAttempt < NEXT_ATTEMPT;
    List<Done> all = new ArrayList<>();
    if (tooEarly) {
      taken.forEach(pending -> all.add(new Done(pending, Outcome.STORED)));
      fail(all);
    } else {
      attempt(taken);
    }
  }

  private void attempt(List<CommitQueue.Pending> taken) {
    boolean full = isFull();
    boolean refusing = full || parts.queue().isFull();
    List<Done> all = new ArrayList<>();
    upkeep.forEach(pending -> all.add(new Done(pending, Outcome.STORED)));
    upkeep.clear();
    for (CommitQueue.Pending pending : taken) {
      boolean refused = refusing && pending.isNewWork();
      all.add(new Done(pending, refused ? Outcome.FULL : Outcome.STORED));
    }
    lastAttempt = parts.clock().now();
    try {
      List<Done> decided = store(all);
      measure(); // before anybody hears of it
      settle(full ? State.FULL : State.READY, full ? "there is no room for more" : "");
      parts.completions().add(decided);
      all.clear(); // whatever fails now, that is decided
      if (cleaner.isFinished()) {
        drop();
      }
    } catch (IOException | RuntimeException | Error e) { // whatever it is, others come and wait
      settle(State.FAILING, parts.disk().place() + ": " + e);
      LOG.log(Level.DEBUG, "The store could not be written.", e);
      cleaner.failed();
      fail(all);
    }
  }

  /** New work is refused; what is about work that is stored waits for better times. */
  private void fail(List<Done> all) {
    List<Done> decided = new ArrayList<>();
    for (Done done : all) {
      CommitQueue.Pending pending = done.pending();
      if (pending.isNewWork()) {
        boolean full = done.outcome() == Outcome.FULL;
        decided.add(full ? done : new Done(pending, Outcome.FAILED));
      } else if (pending.transaction().isEmpty()) {
        decided.add(done);
      } else {
        upkeep.add(pending);
      }
    }
    parts.completions().add(decided);
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

  /** Writes what is not refused; returns what is decided about each. */
  private List<Done> store(List<Done> all) throws IOException {
    Frame.begin(record);
    batch.clear();
    List<Done> decided = new ArrayList<>(all.size());
    if (isCleaningDue()) {
      cleaner.step(record);
    }
    boolean awaited = false;
    for (Done done : all) {
      Done added = done.outcome().isStored() ? add(done) : done;
      CommitQueue.Pending pending = done.pending();
      awaited |=
          added.outcome().isStored() && pending.then() != null && !pending.transaction().isEmpty();
      decided.add(added);
    }
    if (record.size() > Frame.HEADER) {
      append(awaited && parts.sync() == StoreSync.COMMIT);
    } else if (state == State.FAILING) {
      parts.log().probe();
    }
    return decided;
  }

  /** A transaction that can't be written at all must not keep the others from it. */
  private Done add(Done done) {
    try {
      batch.add(done.pending().transaction());
      return done;
    } catch (RuntimeException e) { // a message in it can't be read any more
      LOG.log(Level.ERROR, "Something could not be stored: {0}", e.toString());
      return new Done(done.pending(), Outcome.FAILED);
    }
  }

  private void append(boolean forced) throws IOException {
    Log log = parts.log();
    log.prepare();
    long start = log.append(record);
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
    if (pins > 0) {
      return; // it is being copied
    }
    if (!parts.log().isSafe() && parts.sync() != StoreSync.NEVER) {
      force();
    }
    cleaner.drop();
  }

  private void force() throws IOException {
    parts.log().force();
    parts.forced().run();
    lastForced = parts.clock().now();
  }

  private void forceSometimes() {
    boolean due =
        !parts.log().isSafe()
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
