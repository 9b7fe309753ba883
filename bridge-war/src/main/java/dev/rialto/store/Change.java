package dev.rialto.store;

import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Qos;
import dev.rialto.wire.Subscription;

/**
 * One change to what must survive a crash: persistent sessions and retained messages. Nothing of a
 * clean session is ever written.
 */
public sealed interface Change {
  /** A persistent session begins; an earlier one of the same client has been ended before. */
  record SessionBegun(String clientId) implements Change {}

  /** A persistent session ends, with everything that belongs to it. */
  record SessionEnded(String clientId) implements Change {}

  /** A subscription is made, or replaced. */
  record Subscribed(String clientId, String filter, Subscription subscription) implements Change {}

  /** A subscription is taken back. */
  record Unsubscribed(String clientId, String filter) implements Change {}

  /** A session is owed a message; its position identifies it in the changes that follow. */
  record Queued(String clientId, Message message, Delivery delivery) implements Change {}

  /** A queued message got its packet identifier and is about to be sent. */
  record Sent(String clientId, long position, int packetId) implements Change {}

  /** The client has a QoS 2 message (PUBREC came): from now on only PUBREL is repeated. */
  record Released(String clientId, long position) implements Change {}

  /** A session is no longer owed a message. */
  record Consumed(String clientId, long position) implements Change {}

  /** A QoS 2 message came in; the same identifier again is a duplicate. */
  record Received(String clientId, int packetId) implements Change {}

  /** The client released that identifier (PUBREL came). */
  record Completed(String clientId, int packetId) implements Change {}

  /** A topic has a new retained message. */
  record Retained(Message message, Qos qos) implements Change {}

  /** A topic has none any more. */
  record Cleared(String topic) implements Change {}
}
