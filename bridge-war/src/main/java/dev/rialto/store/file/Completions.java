package dev.rialto.store.file;

import dev.rialto.store.Outcome;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Tells those who wait, in order, in a thread of its own: while messages go out to subscribers, the
 * disk is written on.
 */
final class Completions {
  private static final Logger LOG = System.getLogger(Completions.class.getName());

  /** What has been decided about a transaction. */
  record Done(CommitQueue.Pending pending, Outcome outcome) {}

  private final CommitQueue queue;
  private final Executor turns;
  private List<Done> waiting = new ArrayList<>();
  private boolean closed;

  /**
   * Nobody waits yet.
   *
   * @param turns runs everything that is done together, in the calling thread
   */
  Completions(CommitQueue queue, Executor turns) {
    this.queue = queue;
    this.turns = turns;
  }

  /** In the order of the commits. */
  synchronized void add(List<Done> decided) {
    waiting.addAll(decided);
    notifyAll();
  }

  /** The last ones have been added. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  private synchronized List<Done> take() throws InterruptedException {
    while (waiting.isEmpty() && !closed) {
      wait();
    }
    List<Done> taken = waiting;
    waiting = new ArrayList<>();
    return taken;
  }

  /** Goes on until it is closed. */
  void run() {
    try {
      List<Done> done = take();
      while (!done.isEmpty()) {
        List<Done> now = done;
        tellTogether(now);
        done = take();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody does that to the store's own thread
    }
  }

  private void tellTogether(List<Done> all) {
    try {
      turns.execute(() -> tell(all));
    } catch (RuntimeException | Error e) { // of what is done at the end; others still wait
      LOG.log(Level.ERROR, "What waited for the store could not be sent.", e);
    }
  }

  private void tell(List<Done> all) {
    for (Done done : all) {
      int waited = 0;
      if (done.pending.then() != null) {
        waited = 1;
        try {
          done.pending.then().accept(done.outcome);
        } catch (RuntimeException | Error e) { // the others must not wait for ever
          LOG.log(Level.ERROR, "What waited for the store could not be done.", e);
        }
      }
      queue.decided(waited, done.pending.weight());
    }
  }
}
