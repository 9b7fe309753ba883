package dev.rialto.edge.ws.frame;

import java.nio.ByteBuffer;

/** What a client sent, as far as a {@link FrameReader} could tell from the bytes so far. */
public sealed interface Received {

  /**
   * A part of a message, as large as it came: a frame may be many of these, and a message many
   * frames.
   *
   * @param payload unmasked; a view of the bytes that were read, good until more are read into them
   * @param text whether the message is a text message, whose UTF-8 nobody has looked at
   * @param last whether the message ends here
   */
  record Data(ByteBuffer payload, boolean text, boolean last) implements Received {}

  /**
   * A ping, to be answered with a pong of the same payload (RFC 6455 section 5.5.2).
   *
   * @param payload at most 125 bytes, the caller's own
   */
  record Ping(ByteBuffer payload) implements Received {}

  /** A pong, which may come unasked (RFC 6455 section 5.5.3). */
  record Pong() implements Received {}

  /**
   * The last frame of the connection (RFC 6455 section 5.5.1).
   *
   * @param code {@link CloseCode#NONE} when it has none
   * @param reason well-formed; the client's own words, empty when there are none
   */
  record Close(int code, String reason) implements Received {}
}
