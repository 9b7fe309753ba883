package dev.rialto.store.file;

import dev.rialto.config.StoreSync;
import dev.rialto.observe.Counter;
import dev.rialto.observe.Counters;
import dev.rialto.observe.StoreStatus;
import dev.rialto.store.Kept;
import dev.rialto.store.Outcome;
import dev.rialto.store.Store;
import dev.rialto.store.Transaction;
import dev.rialto.time.Scheduler;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The durable store. What is committed is in one record of a log with whatever else was committed
 * at the time, and forced to the disk together with it. Any thread may call; two threads of its own
 * write, and tell who waits.
 */
public final class FileStore implements Store, AutoCloseable {
  private static final Logger LOG = System.getLogger(FileStore.class.getName());
  private static final long PATIENCE = TimeUnit.SECONDS.toMillis(30);
  private static final long SMALLEST = 1 << 20;
  private static final long LARGEST = 256 << 20;
  private static final int SEGMENTS = 256;

  /**
   * What an operator can choose.
   *
   * @param interval how often the disk is forced when no commit does
   * @param maxBytes how much space the store may take
   */
  record Terms(StoreSync sync, Duration interval, long maxBytes) {
    /** So that there are not too many, and not too few to give some back. */
    long segmentSize() {
      return Math.min(LARGEST, Math.max(SMALLEST, maxBytes / SEGMENTS));
    }
  }

  private final Disk disk;
  private final AutoCloseable lock;
  private final Log log;
  private final CommitQueue queue;
  private final Writer writer;
  private final Bodies bodies;
  private final List<Damage> damage;
  private final Thread writing;
  private final Thread completing;
  private Kept kept;
  private boolean closed;

  /**
   * Opens the store in a directory, which is created where there is none.
   *
   * @param turns runs what is to be done together after a commit, in the calling thread
   * @throws IOException with a sentence for the operator
   */
  static FileStore open(
      Path directory, Terms terms, Scheduler clock, Counters counters, Executor turns)
      throws IOException {
    NioDisk disk = new NioDisk(directory);
    DirectoryLock lock = DirectoryLock.of(directory, disk.permissions());
    try {
      return new FileStore(disk, lock, terms, terms.segmentSize(), clock, counters, turns);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  FileStore(
      Disk disk,
      AutoCloseable lock,
      Terms terms,
      long segmentSize,
      Scheduler clock,
      Counters counters,
      Executor turns)
      throws IOException {
    this.disk = disk;
    this.lock = lock;
    Model model = new Model();
    Recovery recovery = new Recovery(disk, model);
    log = recovery.read(segmentSize);
    damage = recovery.damage();
    damage.forEach(found -> LOG.log(Level.ERROR, "{0}: {1}", disk.place(), found));
    bodies = new Bodies(clock);
    kept = new KeptState(model, bodies, clock).kept();
    LOG.log(
        Level.INFO,
        "The store is {0}: {1} sessions, {2} retained messages, {3} bytes.",
        disk.place(),
        kept.sessions().size(),
        kept.retained().size(),
        log.size());
    queue = new CommitQueue(model.highest() + 1);
    Completions completions = new Completions(queue, turns);
    writer =
        new Writer(
            new StoreParts(
                disk,
                log,
                model,
                queue,
                completions,
                clock,
                terms.sync(),
                terms.interval(),
                terms.maxBytes(),
                segmentSize,
                () -> counters.count(Counter.STORE_FORCED)));
    writing = new Thread(writer::run, "rialto-store");
    completing = new Thread(completions::run, "rialto-stored");
    writing.setDaemon(true);
    completing.setDaemon(true);
    writing.start();
    completing.start();
  }

  /** What was there when the store was opened; it is given out once. */
  public Kept kept() {
    Kept found = kept;
    kept = Kept.NOTHING; // a queue that is empty again should not stay in memory
    return found;
  }

  @Override
  public void commit(Transaction transaction, Consumer<Outcome> then) {
    if (!queue.add(new CommitQueue.Pending(transaction, then))) {
      then.accept(Outcome.STORED);
    }
  }

  @Override
  public void note(Transaction transaction) {
    queue.add(new CommitQueue.Pending(transaction, null));
  }

  @Override
  public boolean isBehind() {
    return queue.isBehind();
  }

  /** How the store is. */
  public StoreStatus status() {
    List<String> places =
        Stream.concat(damage.stream(), bodies.damage().stream()).map(Damage::toString).toList();
    return new StoreStatus(
        writer.state(), writer.sentence(), writer.size(), writer.needed(), new ArrayList<>(places));
  }

  /**
   * Makes a copy of everything that is stored, while the store is used; to be opened as a store of
   * its own. Returns how many bytes it has.
   *
   * @param directory an empty one, or none yet
   * @throws IOException with a sentence for the operator
   */
  public long backup(Path directory) throws IOException {
    return backup(new NioDisk(directory));
  }

  long backup(Disk target) throws IOException {
    Backup backup = new Backup(target);
    List<Backup.Part> everything = writer.pin();
    try {
      return backup.copy(everything);
    } finally {
      writer.unpin();
    }
  }

  /** Writes what waits, tells who waits, and closes all files. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    queue.close();
    try {
      writing.join(PATIENCE);
      completing.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the container is in a hurry
    }
    try (lock) { // whatever becomes of the files, the next deployment must get in
      log.close();
    } catch (Exception e) { // of the lock's interface
      LOG.log(Level.WARNING, "The store could not be closed: " + disk.place(), e);
    }
  }
}
