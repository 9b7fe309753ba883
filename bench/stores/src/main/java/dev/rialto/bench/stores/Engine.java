package dev.rialto.bench.stores;

import java.io.IOException;

/**
 * What a broker asks of its durable store. Sessions are numbered below 2^23, and the positions of a
 * session's messages below 2^40, each used once.
 */
interface Engine extends AutoCloseable {
  /**
   * Stores a message that a session is owed. {@code then} runs, on a thread of the engine's, once
   * the message would survive a power cut; it must be quick.
   *
   * @throws IllegalStateException if the engine can't write any more
   */
  void queued(long session, long position, byte[] body, Runnable then);

  /** The session has its message. A power cut may undo that. */
  void consumed(long session, long position);

  /** How often the engine has made the disk keep something ({@code fsync}, {@code fdatasync}). */
  long forces();

  /** Writes what waits; releases threads and files. */
  @Override
  void close() throws IOException;

  /** Hears of each message that is owed when an engine opens. */
  @FunctionalInterface
  interface Owed {
    void message(long session, long position, byte[] body);
  }

  /** One number for both. */
  static long key(long session, long position) {
    return session << 40 | position;
  }

  static long session(long key) {
    return key >>> 40;
  }

  static long position(long key) {
    return key & (1L << 40) - 1;
  }
}
