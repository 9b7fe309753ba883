package dev.rialto.edge.client;

import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;

/** What a {@link Client} hears from the engine. Any thread may call; no method may block. */
public interface ClientListener {
  /** It is let in; before any message comes. */
  default void connected(Welcome welcome) {}

  /**
   * A message for a subscription. One with QoS 1 or 2 must be given to {@link Client#acknowledge}
   * once the edge has seen to it that it isn't lost; until then it counts for the window.
   */
  default void message(Message message, Delivery own) {}

  /** Whatever belongs together has been given to {@link #message}. */
  default void flush() {}

  /** Whether messages should wait in the session; once true, {@link Client#drained} must follow. */
  default boolean congested() {
    return false;
  }

  /** What is published is faster than a subscriber; see {@code Link.slowDown}. */
  default void slowDown() {}

  /**
   * What is asked waits from now on, as long as there is room, and is refused then; who can should
   * ask for less.
   */
  default void pauseReading() {}

  /** What has waited is being done; see {@link #pauseReading}. */
  default void resumeReading() {}

  /** It is over, and everything that was asked has been answered; called once. */
  default void closed(Answer why) {}
}
