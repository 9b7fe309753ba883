package dev.rialto.history;

import dev.rialto.wire.Message;

/**
 * A message as the history has it.
 *
 * @param message with its number, and without encodings, which would take memory several times over
 * @param clears whether it is the empty retained message that says "forget it" [MQTT-3.3.1-6]
 * @param arrived by the engine's clock, in nanoseconds
 */
public record Entry(Message message, boolean clears, long arrived) {
  private static final int BESIDES = 200; // bytes: this record, and its places in map and queue

  /** About how much memory it takes, in bytes. */
  long footprint() {
    return (long) BESIDES + message.footprint();
  }

  /** Its place in the order of all messages. */
  public long number() {
    return message.number();
  }
}
