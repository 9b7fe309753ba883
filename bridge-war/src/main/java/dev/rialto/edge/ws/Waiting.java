package dev.rialto.edge.ws;

import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Packet;
import java.nio.ByteBuffer;

/**
 * What waits to be sent on one connection, as the WebSocket messages that it will be, in the
 * language that the client speaks. Guarded by its {@link Outbox}' lock.
 */
interface Waiting {
  /**
   * Adds a packet other than PUBLISH. Returns how many bytes that takes; -1 if the client doesn't
   * take one of that size.
   */
  int add(Packet packet);

  /** Adds a message; returns how many bytes that takes. */
  int add(Message shared, Delivery own);

  /** The next WebSocket message, with room for a header in front; {@code null} if there is none. */
  ByteBuffer poll();

  /** How many of the bytes that were added are in what {@link #poll} has just given. */
  default int polled(ByteBuffer message) {
    return message.remaining();
  }

  /** Whether what {@link #poll} has given last is text. */
  boolean isText();

  /** Whether it never gives text: then several messages may be sent with one call. */
  default boolean isBinary() {
    return false;
  }

  boolean isEmpty();

  void clear();
}
