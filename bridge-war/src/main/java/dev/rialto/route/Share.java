package dev.rialto.route;

import dev.rialto.wire.Message;
import dev.rialto.wire.Qos;

/** Where a message comes from that one member of a shared subscription got instead of another. */
public final class Share {
  private final Router router;
  private final SharedGroup group;
  private final Qos published;
  private final boolean retain;

  Share(Router router, SharedGroup group, Qos published, boolean retain) {
    this.router = router;
    this.group = group;
    this.published = published;
    this.retain = retain;
  }

  /**
   * Gives the message to another member, if there is one (MQTT 5.0 section 4.8.2).
   *
   * @param from who had it
   * @param connected whether only a member will do that has a connection
   * @return whether another one has it now
   */
  public boolean passOn(Message message, Subscriber from, boolean connected) {
    SharedGroup.Member next = group.next(message.topic(), from);
    if (next == null || (connected && !next.subscriber().isConnected())) {
      return false;
    }
    router.deliver(message, published, retain, next, this);
    return true;
  }
}
