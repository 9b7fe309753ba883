package dev.rialto.session;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many more QoS 1 and 2 messages a client may send on this connection before it gets an answer
 * (MQTT 5.0 section 4.9). Any thread may call.
 */
final class Quota {
  private final AtomicInteger left;
  private final PacketIds exactlyOnce = new PacketIds();

  Quota(int receiveMaximum) {
    left = new AtomicInteger(receiveMaximum);
  }

  /** A message came; returns false when it is one too many. [MQTT-3.3.4-7] */
  boolean begin() {
    return left.getAndDecrement() > 0;
  }

  /** A QoS 2 message came; one that repeats another does not count. */
  boolean begin(int packetId) {
    return !exactlyOnce.add(packetId) || begin();
  }

  /** PUBACK has been sent. */
  void end() {
    left.incrementAndGet();
  }

  /** PUBCOMP has been sent, or a PUBREC that refuses. */
  void end(int packetId) {
    if (exactlyOnce.remove(packetId)) {
      end();
    }
  }
}
