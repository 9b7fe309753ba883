package dev.rialto.session;

import dev.rialto.route.Share;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Qos;

/**
 * A message that a session owes its client.
 *
 * @param delivery without an identifier
 * @param position where the store has it, if it must survive
 * @param share the shared subscription that it comes from, or {@code null}
 */
record Outgoing(Message message, Delivery delivery, long position, Share share) implements Event {
  Qos qos() {
    return delivery.qos();
  }
}
