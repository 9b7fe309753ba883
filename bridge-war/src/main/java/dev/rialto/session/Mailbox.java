package dev.rialto.session;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Takes events from any thread and handles them one at a time, in order. Whoever posts the first
 * handles it, and whatever is posted meanwhile; nobody ever waits. With a lock instead, fifty
 * publishers of one subscriber kept the thread that reads its acknowledgements waiting: 133 µs of
 * CPU a message instead of 36 (fan-in at QoS 1).
 *
 * @param <E> what is posted
 */
final class Mailbox<E> {
  private static final Logger LOG = System.getLogger(Mailbox.class.getName());

  private final Consumer<E> handler;
  private final Runnable afterwards;
  private final Queue<E> events = new ConcurrentLinkedQueue<>();
  private final AtomicInteger pending = new AtomicInteger();

  /**
   * An empty one.
   *
   * @param handler called for each event
   * @param afterwards called once no more events are known, before the handling thread leaves
   */
  Mailbox(Consumer<E> handler, Runnable afterwards) {
    this.handler = handler;
    this.afterwards = afterwards;
  }

  /** Adds an event, and handles it unless somebody is at it. */
  void post(E event) {
    if (add(event)) {
      handle();
    }
  }

  /** Adds an event. If this returns true, the caller must call {@link #handle} soon. */
  boolean add(E event) {
    events.add(event);
    return pending.getAndIncrement() == 0;
  }

  /** Handles everything; only for whom {@link #add} has asked to. */
  void handle() {
    int known = 1;
    while (known != 0) {
      for (int i = 0; i < known; i++) {
        guarded(handler, events.remove());
      }
      guarded(Runnable::run, afterwards);
      known = pending.addAndGet(-known);
    }
  }

  private static <T> void guarded(Consumer<T> action, T what) {
    try {
      action.accept(what);
    } catch (RuntimeException e) { // the next event must not wait for ever
      LOG.log(Level.ERROR, "An event could not be handled; the next ones are.", e);
    }
  }

  /** About how many events wait. */
  int size() {
    return pending.get();
  }
}
