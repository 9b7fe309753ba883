package dev.rialto.observe;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** One number per {@link Counter}. Any thread may count and read; no call blocks. */
public final class Counters {
  private final Map<Counter, LongAdder> values = new EnumMap<>(Counter.class);

  private final WaitingMemory waiting = new WaitingMemory();

  /** All at zero. */
  public Counters() {
    for (Counter counter : Counter.values()) {
      values.put(counter, new LongAdder());
    }
  }

  /** Adds one. */
  public void count(Counter counter) {
    values.get(counter).increment();
  }

  /** Adds several. */
  public void count(Counter counter, long times) {
    values.get(counter).add(times);
  }

  /** What waits for clients, which grows and shrinks. */
  public WaitingMemory waiting() {
    return waiting;
  }

  /** The number so far. */
  public long get(Counter counter) {
    return values.get(counter).sum();
  }
}
