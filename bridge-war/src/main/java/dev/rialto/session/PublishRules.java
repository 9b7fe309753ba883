package dev.rialto.session;

import dev.rialto.access.Acl;
import dev.rialto.observe.Counter;
import dev.rialto.observe.Counters;
import dev.rialto.wire.Message;
import dev.rialto.wire.Qos;

/** What a client may publish, itself or by its will. */
final class PublishRules {
  private final Limits limits;
  private final Acl acl;
  private final Counters counters;

  PublishRules(Engine engine) {
    limits = engine.limits();
    acl = engine.acl();
    counters = engine.counters();
  }

  /** Whether to route the message; if not, it has been counted. */
  boolean allow(Message message) {
    if (!acl.mayPublish(message.topic())) {
      counters.count(Counter.DROPPED_NOT_AUTHORIZED);
      return false;
    }
    if (message.topic().levels() > limits.topicLevels()) {
      counters.count(Counter.DROPPED_TOPIC_TOO_DEEP);
      return false;
    }
    return true;
  }

  /** Whether to keep it as the topic's retained message. */
  boolean retain(boolean asked) {
    if (asked && !limits.retained()) {
      counters.count(Counter.RETAIN_IGNORED);
    }
    return asked && limits.retained();
  }

  /** The quality of service to deliver it with. */
  Qos qos(Qos published) {
    return published.atMost(limits.maximumQos());
  }
}
