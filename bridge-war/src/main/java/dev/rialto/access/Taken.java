package dev.rialto.access;

import java.util.concurrent.atomic.AtomicReference;

/** A place that is given back once. Any thread may call. */
final class Taken implements ConnectionLimits.Place {
  private final AtomicReference<Runnable> back;

  Taken(Runnable back) {
    this.back = new AtomicReference<>(back);
  }

  @Override
  public void leave() {
    Runnable first = back.getAndSet(null);
    if (first != null) {
      first.run();
    }
  }
}
