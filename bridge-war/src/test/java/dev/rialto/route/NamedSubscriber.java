package dev.rialto.route;

import dev.rialto.wire.Message;
import dev.rialto.wire.Qos;

/** A subscriber that the tree can find; what it is given it forgets. */
final class NamedSubscriber implements Subscriber {
  private final String clientId;
  boolean persistent;
  boolean connected = true;

  NamedSubscriber(String clientId) {
    this.clientId = clientId;
  }

  @Override
  public String clientId() {
    return clientId;
  }

  @Override
  public boolean isPersistent() {
    return persistent;
  }

  @Override
  public boolean isConnected() {
    return connected;
  }

  @Override
  public void deliver(Message message, Qos qos, boolean retained, long position) {}

  @Override
  public String toString() {
    return clientId;
  }
}
