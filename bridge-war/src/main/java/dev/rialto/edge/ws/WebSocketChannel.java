package dev.rialto.edge.ws;

import dev.rialto.edge.ws.frame.FrameWriter;
import java.nio.ByteBuffer;

/** What an {@link Outbox} needs of a WebSocket. Any thread may call. */
interface WebSocketChannel {
  /**
   * Begins to send one binary message.
   *
   * @param message backed by an array, of which {@link FrameWriter#LONGEST_HEADER} bytes before the
   *     message are the channel's to use
   * @param done called once, when the container has taken it, before this call returns or later, by
   *     any thread, perhaps inside a lock of the container's
   */
  void send(ByteBuffer message, Done done);

  /** The same with a text message, whose payload is UTF-8. */
  void sendText(ByteBuffer message, Done done);

  /** Sends a ping. */
  void ping();

  /** Takes nothing more from the client, but what has been read already. */
  void pauseReading();

  /** Undoes {@link #pauseReading}. */
  void resumeReading();

  /** Sends a close frame with a code of RFC 6455 section 7.4.1, and closes. */
  void close(int code, String reason);

  /** The same, but doesn't wait until the client has taken what was sent. */
  void cut(int code, String reason);

  /** What follows a send. */
  interface Done {
    /** {@code error} is {@code null} when all is well. */
    void done(Throwable error);
  }
}
