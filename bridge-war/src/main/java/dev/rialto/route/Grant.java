package dev.rialto.route;

import dev.rialto.wire.Delivery;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.Qos;
import dev.rialto.wire.Subscription;
import java.util.List;

/**
 * What all the subscriptions of one session that match a topic give together: the message once,
 * with the highest QoS [MQTT-3.3.5-1] and all their identifiers [MQTT-3.3.4-4].
 */
record Grant(Qos qos, boolean retainAsPublished, boolean offsets, Properties identifiers) {

  /** Of at least one subscription. */
  static Grant of(List<Subscription> subscriptions) {
    Qos qos = Qos.AT_MOST_ONCE;
    boolean retainAsPublished = false;
    boolean offsets = false;
    Properties.Builder identifiers = Properties.builder();
    for (Subscription subscription : subscriptions) {
      qos = qos.atLeast(subscription.qos());
      retainAsPublished |= subscription.retainAsPublished();
      offsets |= subscription.offsets();
      if (subscription.identifier() != 0) {
        identifiers.put(Property.SUBSCRIPTION_IDENTIFIER, subscription.identifier());
      }
    }
    return new Grant(qos, retainAsPublished, offsets, identifiers.build());
  }

  /** How a message that has just been published is delivered. [MQTT-3.3.1-12], [MQTT-3.3.1-13] */
  Delivery live(Qos published, boolean retain) {
    return Delivery.of(published.atMost(qos), retain && retainAsPublished, identifiers);
  }

  /** How a retained message is delivered. [MQTT-3.3.1-8] */
  Delivery retained(Qos published) {
    return Delivery.of(published.atMost(qos), true, identifiers);
  }
}
