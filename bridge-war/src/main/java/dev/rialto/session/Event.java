package dev.rialto.session;

import dev.rialto.wire.Packet;
import java.time.Duration;
import java.util.List;

/** What can happen to the messages that a session owes its client. */
sealed interface Event
    permits Outgoing,
        Event.Restored,
        Event.Attached,
        Event.Detached,
        Event.Answered,
        Event.WillLeft,
        Event.Drained,
        Event.Stored,
        Event.Ended {

  /** The session has been brought back from the store, which has kept what it owes. */
  record Restored(List<Owed> owed) implements Event {}

  /**
   * A message that the store has kept.
   *
   * @param packetId that it was sent with, or 0
   * @param released whether PUBREL is to be repeated, not the message
   */
  record Owed(Outgoing message, int packetId, boolean released) {}

  /** The session has a connection, and CONNACK has been sent on it. */
  record Attached(Link link, Terms terms) implements Event {}

  /**
   * The session has lost that connection.
   *
   * @param expiry how long it waits for another
   */
  record Detached(Link link, Duration expiry) implements Event {}

  /** The client has left a will, to be published when its delay has passed. */
  record WillLeft(Packet.WillMessage will) implements Event {}

  /** The client has answered: PUBACK, PUBREC or PUBCOMP. */
  record Answered(Link link, Packet answer) implements Event {}

  /** There is room on the link again. */
  record Drained(Link link) implements Event {}

  /** The store has everything that was waited for. */
  record Stored() implements Event {}

  /** The session is over. */
  record Ended() implements Event {}
}
