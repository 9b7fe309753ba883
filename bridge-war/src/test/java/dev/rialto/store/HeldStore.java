package dev.rialto.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * A store whose disk is as slow as the test wants: it keeps the changes for the test to look at,
 * and completes commits one after the other, in order, at once or when released.
 */
public final class HeldStore implements Store {
  private final List<Change> changes = new ArrayList<>();
  private final List<Change> refused = new ArrayList<>();
  private final Deque<Runnable> commits = new ArrayDeque<>();
  private final Executor disk;
  private volatile Consumer<Change> before = change -> {};
  private Outcome refusal = Outcome.STORED;
  private boolean held;
  private boolean running;

  /** Completes commits in the thread that commits or releases. */
  public HeldStore() {
    this(Runnable::run);
  }

  /** Completes commits where that executor wants. */
  public HeldStore(Executor disk) {
    this.disk = disk;
  }

  /** Calls somebody before each change is appended, in the thread that appends it. */
  public void watch(Consumer<Change> by) {
    before = by;
  }

  @Override
  public void commit(Transaction transaction, Consumer<Outcome> then) {
    transaction.changes().forEach(before);
    synchronized (this) {
      if (!transaction.isEmpty()) {
        transaction.numbered(changes.size() + 1);
      }
      changes.addAll(transaction.changes());
      boolean refused = transaction.isRefusable() && !transaction.isEmpty();
      Outcome outcome = refused ? refusal : Outcome.STORED;
      if (!outcome.isStored()) {
        this.refused.addAll(transaction.changes());
      }
      commits.add(() -> then.accept(outcome));
      if (held || running) {
        return;
      }
      running = true;
    }
    disk.execute(this::complete);
  }

  /** What nobody waits for is only there to be looked at. */
  @Override
  public void note(Transaction transaction) {
    transaction.changes().forEach(before);
    synchronized (this) {
      transaction.numbered(changes.size() + 1);
      changes.addAll(transaction.changes());
    }
  }

  private void complete() {
    Runnable next;
    while ((next = next()) != null) {
      next.run();
    }
  }

  private synchronized Runnable next() {
    Runnable next = held ? null : commits.poll();
    running = next != null;
    return next;
  }

  /** From now on this becomes of whatever may be refused. */
  public synchronized void refuse(Outcome with) {
    refusal = with;
  }

  /** From now on nothing is safe until it is released. */
  public synchronized void hold() {
    held = true;
  }

  /** Completes the oldest commit. */
  public void releaseOne() {
    Runnable next;
    synchronized (this) {
      next = commits.remove();
    }
    next.run();
  }

  /** Completes all commits, and holds none any more. */
  public void release() {
    synchronized (this) {
      held = false;
      running = true;
    }
    disk.execute(this::complete);
  }

  /** How many commits wait to be released. */
  public synchronized int waiting() {
    return commits.size();
  }

  /** Everything appended so far. */
  public synchronized List<Change> changes() {
    return List.copyOf(changes);
  }

  /** Everything of one kind appended so far. */
  public <C extends Change> List<C> changes(Class<C> kind) {
    return changes().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Everything of one kind that was not refused. */
  public synchronized <C extends Change> List<C> taken(Class<C> kind) {
    List<Change> taken = new ArrayList<>(changes);
    refused.forEach(taken::remove);
    return taken.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
