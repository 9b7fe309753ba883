package dev.rialto.route;

import dev.rialto.topic.InvalidTopicException;
import dev.rialto.topic.TopicFilter;
import dev.rialto.topic.TopicName;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Qos;
import dev.rialto.wire.Subscription;

/**
 * A tree with subscriptions such as an installation has: most clients to topics of their own, one
 * in ten to all of a device, one in a hundred with a wildcard in the middle.
 */
final class Forest {
  private static final int DEVICES_PER_SITE = 100;

  private Forest() {}

  static SubscriptionTree of(int subscriptions) throws InvalidTopicException {
    SubscriptionTree tree = new SubscriptionTree();
    Subscription subscription = new Subscription(Qos.AT_MOST_ONCE);
    for (int i = 0; i < subscriptions; i++) {
      tree.subscribe(new Somebody(), TopicFilter.of(filter(i)), subscription);
    }
    return tree;
  }

  /** One more client. */
  static Subscriber somebody() {
    return new Somebody();
  }

  private static String filter(int i) {
    if (i % 100 == 99) {
      return site(i) + "/+/commands";
    }
    return i % 10 == 9 ? device(i) + "/#" : device(i) + "/commands";
  }

  /** A name that the subscription of that number matches. */
  static TopicName topic(int i) throws InvalidTopicException {
    return TopicName.of(device(i) + "/commands");
  }

  private static String site(int i) {
    return "site" + i / DEVICES_PER_SITE;
  }

  private static String device(int i) {
    return site(i) + "/device" + i % DEVICES_PER_SITE;
  }

  /** Nobody delivers anything here. */
  private static final class Somebody implements Subscriber {
    @Override
    public long number() {
      return 0;
    }

    @Override
    public String clientId() {
      return "somebody";
    }

    @Override
    public boolean isPersistent() {
      return false;
    }

    @Override
    public boolean isConnected() {
      return true;
    }

    @Override
    public boolean takesSoon() {
      return true;
    }

    @Override
    public boolean mayRead(TopicName topic) {
      return true;
    }

    @Override
    public void deliverLive(Message message, Delivery delivery) {}

    @Override
    public boolean deliver(Message message, Delivery delivery, long position, Share share) {
      return true;
    }
  }
}
