package dev.rialto.bench.stores;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.LongPredicate;

/**
 * What publishers and a subscriber of each do to the store, as a broker would: each publisher keeps
 * its window of messages in flight; a message that is stored is acknowledged, delivered and
 * consumed, and makes room for the next. One thread is the network.
 */
final class Traffic {
  /** A topic of 40 bytes and a payload of 64. */
  static final int MESSAGE_BYTES = 104;

  private final Engine engine;
  private final List<Slot> slots = new ArrayList<>();
  private final BlockingQueue<Slot> acknowledged = new LinkedBlockingQueue<>();
  private final long[] positions;
  private int inFlight;

  Traffic(Engine engine, int publishers, int window) {
    this.engine = engine;
    positions = new long[publishers];
    for (int i = 0; i < publishers * window; i++) {
      slots.add(new Slot(i % publishers));
    }
  }

  /** Room for one message in somebody's window. */
  private final class Slot {
    private final int publisher;
    private long position;

    Slot(int publisher) {
      this.publisher = publisher;
    }

    void publish() {
      position = positions[publisher]++;
      byte[] body = Bodies.of(publisher, position, MESSAGE_BYTES);
      inFlight++;
      engine.queued(publisher, position, body, () -> acknowledged.add(this));
    }
  }

  /**
   * Publishes at full speed as long as {@code on} says so, which hears how many messages have been
   * acknowledged; returns how many at last.
   */
  long run(LongPredicate on) throws InterruptedException {
    long messages = 0;
    slots.forEach(Slot::publish);
    List<Slot> arrived = new ArrayList<>();
    while (inFlight > 0) {
      arrived.add(acknowledged.take());
      acknowledged.drainTo(arrived);
      inFlight -= arrived.size();
      messages += arrived.size();
      boolean more = on.test(messages);
      for (Slot slot : arrived) {
        engine.consumed(slot.publisher, slot.position);
        if (more) {
          slot.publish();
        }
      }
      arrived.clear();
    }
    return messages;
  }
}
