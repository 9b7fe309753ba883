package dev.rialto.edge.token;

import dev.rialto.time.Scheduler;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The keys in use: those that could be got last. They are got again at intervals, and when somebody
 * needs one that isn't there, but not more often than {@link #PAUSE}. Any thread may call.
 */
final class Keys {
  static final Duration PAUSE = Duration.ofSeconds(10);

  /** How many may wait for newer keys; more get their answer by those that there are. */
  static final int MOST_WAITING = 1000;

  private static final Logger LOG = System.getLogger(Keys.class.getName());

  private final String place;
  private final KeySource source;
  private final Scheduler scheduler;
  private final Executor thread;
  private volatile KeySet now = KeySet.EMPTY;
  private volatile String problem;

  // guarded by this
  private final List<Runnable> waiting = new ArrayList<>();
  private boolean getting;
  private boolean gotten; // at least once, and then when:
  private long gottenAt;

  /**
   * None yet.
   *
   * @param place for the log
   * @param thread where they are got
   */
  Keys(String place, KeySource source, Scheduler scheduler, Executor thread) {
    this.place = place;
    this.source = source;
    this.scheduler = scheduler;
    this.thread = thread;
  }

  KeySet now() {
    return now;
  }

  Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  /** Gets them in this thread; returns whether that went well. */
  boolean get() {
    try {
      KeySet next = KeySet.parse(source.read());
      now = next;
      if (problem != null) {
        LOG.log(Level.INFO, "{0} gives keys again.", place);
      }
      problem = null;
      return true;
    } catch (IOException | RuntimeException e) { // such as a path that is none
      failed(e.toString());
    } catch (TokenException e) {
      failed(e.getMessage());
    }
    return false;
  }

  private void failed(String why) {
    String sentence = "The keys of tokens can't be got from %s: %s.".formatted(place, why);
    if (!sentence.equals(problem)) { // once
      LOG.log(Level.ERROR, "{0} Those that were got before stay in use.", sentence);
    }
    problem = sentence;
  }

  /** Gets them again and again. */
  void watch(Duration interval) {
    scheduler.after(
        interval,
        () -> {
          refresh(() -> {}, Duration.ZERO);
          watch(interval);
        });
  }

  /** Gets them, unless it has just been done; then runs that, once, whatever has come of it. */
  void refresh(Runnable then) {
    refresh(then, PAUSE);
  }

  private void refresh(Runnable then, Duration pause) {
    boolean begin;
    synchronized (this) {
      boolean justDone = gotten && scheduler.now() - gottenAt < pause.toNanos();
      begin = !getting && !justDone;
      getting |= begin;
      if (getting && waiting.size() < MOST_WAITING) {
        waiting.add(then);
        then = null;
      }
    }
    if (then != null) {
      then.run();
    }
    if (begin) {
      begin();
    }
  }

  private void begin() {
    try {
      thread.execute(
          () -> {
            try {
              get();
            } finally {
              done();
            }
          });
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "The server stops.", e);
      done();
    }
  }

  private void done() {
    List<Runnable> all;
    synchronized (this) {
      getting = false;
      gotten = true;
      gottenAt = scheduler.now();
      all = List.copyOf(waiting);
      waiting.clear();
    }
    all.forEach(Runnable::run);
  }
}
