package dev.rialto.route;

import dev.rialto.topic.TopicName;
import dev.rialto.wire.Qos;
import dev.rialto.wire.Subscription;
import java.util.List;

/** A session that wants the messages of one topic, with all of its subscriptions that match. */
final class Recipient {
  private final Subscriber subscriber;
  private final boolean noLocal;
  private final Grant ofOthers;
  private final Grant ofItself;

  Recipient(Subscriber subscriber, List<Subscription> subscriptions) {
    this.subscriber = subscriber;
    ofOthers = Grant.of(subscriptions);
    List<Subscription> local = subscriptions.stream().filter(s -> !s.noLocal()).toList();
    noLocal = local.size() < subscriptions.size();
    ofItself = local.isEmpty() ? null : Grant.of(local);
  }

  Subscriber subscriber() {
    return subscriber;
  }

  /**
   * How it gets a message of that client; {@code null} when it may not read the topic, or doesn't
   * want its own messages. [MQTT-3.8.3-3]
   */
  Grant grant(String publisher, TopicName topic) {
    return subscriber.mayRead(topic) ? grant(publisher) : null;
  }

  /** The same for who may read it. */
  Grant grant(String publisher) {
    return !noLocal || !publisher.equals(subscriber.clientId()) ? ofOthers : ofItself;
  }

  /** Whether a message of QoS 1 or 2 would have to wait until it takes it. */
  boolean waitsFor(TopicName topic) {
    return ofOthers.qos() != Qos.AT_MOST_ONCE
        && !subscriber.takesSoon()
        && subscriber.mayRead(topic);
  }
}
