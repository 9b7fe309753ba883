package dev.rialto.edge.ws;

import dev.rialto.edge.ws.frame.FrameWriter;
import java.nio.ByteBuffer;
import java.util.List;

/** What an {@link Outbox} needs of a WebSocket. Any thread may call. */
interface WebSocketChannel {
  /** From how many bytes on no further message may go with a {@link #send}; 0 if only one may. */
  default int together() {
    return 0;
  }

  /**
   * Begins to send binary messages: one, or several where {@link #together} says so.
   *
   * @param messages each backed by an array, of which {@link FrameWriter#LONGEST_HEADER} bytes
   *     before the message are the channel's to use
   * @param done called once, when the container has taken all, before this call returns or later,
   *     by any thread, perhaps inside a lock of the container's
   */
  void send(List<ByteBuffer> messages, Done done);

  /** The same with one text message, whose payload is UTF-8. */
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
