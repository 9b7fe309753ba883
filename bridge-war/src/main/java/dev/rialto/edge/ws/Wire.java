package dev.rialto.edge.ws;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The connection beneath a WebSocket whose frames are ours, as the one who writes sees it. No call
 * blocks. One thread at a time calls.
 */
interface Wire {
  /**
   * Whether one call of {@link #write} or {@link #flush} may follow; if not, somebody will be told
   * when it may.
   */
  boolean isReady();

  /**
   * Begins to write frames, one after the other.
   *
   * @param frames each backed by an array, and not to be changed until the wire is ready again
   */
  void write(List<ByteBuffer> frames) throws IOException;

  /** Lets what was written leave. */
  void flush() throws IOException;

  /** Reads nothing more, after what is being read. Any thread may call. */
  void pauseReading();

  /** Undoes {@link #pauseReading}. */
  void resumeReading();

  /** Ends the connection, once what was written has left. */
  void close();
}
