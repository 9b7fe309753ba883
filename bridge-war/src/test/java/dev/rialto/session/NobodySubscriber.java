package dev.rialto.session;

import dev.rialto.route.Share;
import dev.rialto.route.Subscriber;
import dev.rialto.topic.TopicName;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;

/** Who a sender sends for, where the test is about the sender alone. */
final class NobodySubscriber implements Subscriber {
  @Override
  public boolean takesSoon() {
    return true;
  }

  @Override
  public boolean mayRead(TopicName topic) {
    return true;
  }

  @Override
  public String clientId() {
    return "nobody";
  }

  @Override
  public boolean isPersistent() {
    return false;
  }

  @Override
  public long number() {
    return 0;
  }

  @Override
  public boolean isConnected() {
    return true;
  }

  @Override
  public void deliverLive(Message message, Delivery delivery) {
    throw new AssertionError("the test calls the sender");
  }

  @Override
  public boolean deliver(Message message, Delivery delivery, long position, Share share) {
    throw new AssertionError("the test calls the sender");
  }
}
