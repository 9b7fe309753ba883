package dev.rialto.session;

import dev.rialto.observe.Counter;
import dev.rialto.store.Change;
import dev.rialto.wire.Packet;

/** Where the protocol rules put what is to be done for one connection, in order. */
interface Decision {
  /** Send a packet to the client. */
  void send(Packet packet);

  /** Tell the store. */
  void persist(Change change);

  /** Let what follows wait until the store has what was told. */
  void awaitStore();

  /** Close the connection: the client has broken a rule. */
  void violation(String sentence);

  /** Count something. */
  void count(Counter counter);

  /**
   * Whether there is no room for further messages: on the link, or because the store is awaited, or
   * because the client is away.
   */
  boolean isHeldUp();
}
