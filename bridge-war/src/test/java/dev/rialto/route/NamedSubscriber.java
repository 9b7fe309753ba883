package dev.rialto.route;

import dev.rialto.topic.TopicName;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;

/** A subscriber that the tree can find; what it is given it forgets. */
final class NamedSubscriber implements Subscriber {
  private final String clientId;
  boolean persistent;
  boolean connected = true;
  boolean mayRead = true;

  NamedSubscriber(String clientId) {
    this.clientId = clientId;
  }

  @Override
  public boolean takesSoon() {
    return true;
  }

  @Override
  public boolean mayRead(TopicName topic) {
    return mayRead;
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
  public long number() {
    return 0;
  }

  @Override
  public boolean isConnected() {
    return connected;
  }

  @Override
  public void deliverLive(Message message, Delivery delivery) {}

  @Override
  public boolean deliver(Message message, Delivery delivery, long position, Share share) {
    return true;
  }

  @Override
  public String toString() {
    return clientId;
  }
}
