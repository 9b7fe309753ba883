package dev.rialto.bench;

/** When publishers publish. */
interface Pace {
  /** Begins now, by {@link System#nanoTime}. */
  void start(long now);

  /** A publisher may be able to publish again. */
  void credited(Publisher publisher);

  /** Publishes what is due now, by {@link System#nanoTime}. */
  void pump(long now);

  /** Nanoseconds until {@link #pump} has to be called again even if nothing happens. */
  long patience(long now);
}
