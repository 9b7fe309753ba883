package dev.rialto.session;

import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Packet;
import dev.rialto.wire.ReasonCode;

/**
 * What an edge gives the engine: the way to one client. Any thread may call any method, and none
 * blocks. What is sent waits for {@link #flush}, so that what belongs together goes together; what
 * is sent after {@link #close} is ignored.
 */
public interface Link {
  /** Sends a packet other than PUBLISH. */
  void send(Packet packet);

  /** Sends a message, by the encoding that all of its recipients share. */
  void deliver(Message shared, Delivery own);

  /** Lets everything go that was sent so far. */
  void flush();

  /** Sends a packet and lets it go. */
  default void sendNow(Packet packet) {
    send(packet);
    flush();
  }

  /**
   * Whether so much waits to be sent that messages should wait in the session. Once this has been
   * true, {@link Dialogue#drained} follows.
   */
  boolean congested();

  /**
   * The client sends faster than a subscriber, who is here and takes what it can, gets it: what
   * comes from it next may wait a little, so that the subscriber gets its share of the processors.
   */
  void slowDown();

  /** Takes nothing more from the client, but what has been read already. */
  void pauseReading();

  /** Undoes {@link #pauseReading}. */
  void resumeReading();

  /** Sends what waits, then closes. */
  default void close(ReasonCode why) {
    close(why, null);
  }

  /**
   * Sends what waits and a last packet, which nothing follows [MQTT-3.14.4-1], then closes.
   *
   * @param farewell or {@code null}
   */
  void close(ReasonCode why, Packet farewell);
}
