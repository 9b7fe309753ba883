package dev.rialto.edge.ws;

import dev.rialto.time.Scheduler;
import java.time.Duration;

/**
 * Waits for a moment in which no thread of the container is inside a connection, to close it in.
 *
 * <p>Payara reuses the objects of a request, which on an upgraded connection are its streams.
 * Closed while another thread is still at the handshake, or in a read, they are given back under
 * that thread's hands, and two connections that come later share them: one is never closed, or
 * fails, or worse. So reading is stopped first, what runs may run out, and then one thread closes.
 */
final class QuietMoment {
  /** How long the thread that opened a connection may still be busy with its handshake. */
  private static final Duration HANDSHAKE = Duration.ofMillis(100);

  /** How long a thread may be on its way into our code, or out of it. */
  private static final Duration ON_ITS_WAY = Duration.ofMillis(10);

  private static final int PATIENCE =
      20; // times: a client may go on sending, as long as it is read

  private final Scheduler scheduler;
  private final Runnable stopReading;
  private final long opened;
  private volatile boolean reading;
  private volatile int reads;

  /**
   * A connection opens.
   *
   * @param stopReading makes the container begin no further reads
   */
  QuietMoment(Scheduler scheduler, Runnable stopReading) {
    this.scheduler = scheduler;
    this.stopReading = stopReading;
    opened = scheduler.now();
  }

  /** The container's thread comes in with what it has read. */
  void readBegins() {
    reading = true;
  }

  /** It goes. One thread at a time does both. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread at a time
  void readEnds() {
    reads++;
    reading = false;
  }

  /** Runs it then; by the scheduler. */
  void await(Runnable action) {
    Duration rest = HANDSHAKE.minusNanos(scheduler.now() - opened);
    if (rest.isNegative() || rest.isZero()) {
      await(action, PATIENCE);
    } else {
      scheduler.after(rest, () -> await(action, PATIENCE));
    }
  }

  private void await(Runnable action, int tries) {
    stopReading.run(); // again each time: a read that ends lets the next begin
    int before = reads;
    scheduler.after(
        ON_ITS_WAY,
        () -> {
          if (tries > 0 && (reading || reads != before)) {
            await(action, tries - 1);
          } else {
            action.run();
          }
        });
  }
}
