package dev.rialto.store;

import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Qos;
import dev.rialto.wire.Subscription;
import java.time.Duration;

/**
 * One change to what must survive a crash: persistent sessions and retained messages. Nothing of a
 * clean session is ever written. A session is known by the number of the change that began it, a
 * message by the number of the change that queued it.
 */
public sealed interface Change {
  /**
   * A persistent session begins, connected; an earlier one of the same client is over.
   *
   * @param userName whose it is; {@code null} for an anonymous client's
   * @param expiry how long it outlives its connection
   */
  record SessionBegun(String clientId, String userName, Duration expiry) implements Change {}

  /**
   * A session ends with everything that belongs to it, except its part of shared subscriptions:
   * those messages are kept until each is consumed.
   */
  record SessionEnded(long session) implements Change {}

  /** The client has a connection again; a delayed will is forgotten. */
  record Resumed(long session, Duration expiry) implements Change {}

  /** The client has none any more, and the session ends when so much time has passed. */
  record Left(long session, Duration expiry) implements Change {}

  /** The client left a will, to be published when its delay has passed. */
  record WillLeft(long session, Packet.WillMessage will) implements Change {}

  /** The will that it left is published, or forgotten. */
  record WillGone(long session) implements Change {}

  /** A subscription is made, or replaced. */
  record Subscribed(long session, String filter, Subscription subscription) implements Change {}

  /** A subscription is taken back. */
  record Unsubscribed(long session, String filter) implements Change {}

  /**
   * A session is owed a message.
   *
   * @param origin the shared subscription that it comes from, or {@code null}
   */
  record Queued(long session, Message message, Delivery delivery, Origin origin)
      implements Change {}

  /**
   * Where a message of a shared subscription comes from.
   *
   * @param filter with its share name
   * @param published the quality of service that it was published with
   * @param retain whether it was published to be retained
   */
  record Origin(String filter, Qos published, boolean retain) {}

  /** A queued message of QoS 2 got its packet identifier and is about to be sent. */
  record Sent(long session, long position, int packetId) implements Change {}

  /** The client has a QoS 2 message (PUBREC came): from now on only PUBREL is repeated. */
  record Released(long session, long position) implements Change {}

  /** A session is no longer owed a message. */
  record Consumed(long session, long position) implements Change {}

  /** A QoS 2 message came in; the same identifier again is a duplicate. */
  record Received(long session, int packetId) implements Change {}

  /** The client released that identifier (PUBREL came). */
  record Completed(long session, int packetId) implements Change {}

  /**
   * A topic has a new retained message.
   *
   * @param userName of who has published it; {@code null} for an anonymous client
   * @param clientId of who has published it
   */
  record Retained(Message message, Qos qos, String userName, String clientId) implements Change {}

  /** A topic has none any more. */
  record Cleared(String topic) implements Change {}

  /** A retained message has expired; not a newer one of the same topic. */
  record RetainedExpired(String topic, long position) implements Change {}
}
