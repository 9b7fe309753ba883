package dev.rialto.route;

import dev.rialto.store.Change;
import dev.rialto.store.Transaction;
import dev.rialto.wire.Message;

/** Where a message comes from that one member of a shared subscription got instead of another. */
public final class Share {
  private final Router router;
  private final SharedGroup group;
  private final Change.Origin origin;

  Share(Router router, SharedGroup group, Change.Origin origin) {
    this.router = router;
    this.group = group;
    this.origin = origin;
  }

  /** For the store. */
  Change.Origin origin() {
    return origin;
  }

  /**
   * Gives the message to another member, if there is one (MQTT 5.0 section 4.8.2).
   *
   * @param from who had it
   * @param connected whether only a member will do that has a connection
   * @param with that the first one no longer has it, to be stored together
   * @return whether another one has it now
   */
  public boolean passOn(Message message, Subscriber from, boolean connected, Transaction with) {
    SharedGroup.Member next = group.next(message.topic(), from);
    if (next == null || (connected && !next.subscriber().isConnected())) {
      return false;
    }
    router.deliver(message, next, this, with);
    return true;
  }
}
