package dev.rialto.session;

import dev.rialto.store.Change;
import dev.rialto.wire.Packet;

/** One thing that the protocol rules have decided to do. */
sealed interface Effect {
  /** Send to the connection that the session had when it decided. */
  record Send(Link link, Packet packet) implements Effect {}

  /** Tell the store. */
  record Persist(Change change) implements Effect {}

  /** Do nothing further until the store has everything so far. */
  record AwaitStore() implements Effect {}
}
