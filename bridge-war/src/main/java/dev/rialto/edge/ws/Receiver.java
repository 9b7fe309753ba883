package dev.rialto.edge.ws;

import dev.rialto.edge.ws.frame.CloseCode;
import dev.rialto.session.Cause;
import dev.rialto.wire.ReasonCode;
import java.nio.ByteBuffer;

/**
 * What takes care of one client from the end of its handshake on, whatever it speaks. Messages come
 * in parts, by one thread at a time; everything else by any.
 */
interface Receiver {
  /** Why one is closed that is {@link #unstoppable}. */
  Cause TOO_FAST =
      new Cause(ReasonCode.QUOTA_EXCEEDED, "it publishes faster than it may, for too long");

  /**
   * A part of a binary message.
   *
   * @param part good until the method returns
   */
  void binary(ByteBuffer part, boolean last);

  /** A part of a text message, whose UTF-8 nobody has looked at. */
  void text(ByteBuffer part, boolean last);

  /** Something came, if only a pong. */
  default void heard() {}

  /** What came is no WebSocket's. */
  void violation(CloseCode code, String sentence);

  /** It sends more than it may, and can't be slowed down. */
  void unstoppable();

  /** The connection is gone, whoever closed it. */
  void gone(String sentence);
}
