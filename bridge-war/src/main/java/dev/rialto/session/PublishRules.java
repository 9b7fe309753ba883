package dev.rialto.session;

import dev.rialto.access.Permissions;
import dev.rialto.observe.Counter;
import dev.rialto.observe.Counters;
import dev.rialto.time.Scheduler;
import dev.rialto.wire.Message;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Property;
import dev.rialto.wire.ProtocolVersion;
import dev.rialto.wire.Qos;
import dev.rialto.wire.ReasonCode;

/** What a client may publish, itself or by its will. */
final class PublishRules {
  private static final Cause NOT_AUTHORIZED =
      new Cause(ReasonCode.NOT_AUTHORIZED, ""); // the code says it all
  private static final Cause TOO_DEEP =
      new Cause(ReasonCode.TOPIC_NAME_INVALID, "the topic has more levels than the server allows");
  private static final Cause QOS_NOT_SUPPORTED =
      new Cause(ReasonCode.QOS_NOT_SUPPORTED, "above the maximum QoS [MQTT-3.2.2-11]");
  private static final Cause RETAIN_NOT_SUPPORTED =
      new Cause(ReasonCode.RETAIN_NOT_SUPPORTED, "retained messages are off [MQTT-3.2.2-14]");
  private static final Cause NOT_THE_CLIENTS =
      Cause.violation("it sent a subscription identifier with a message [MQTT-3.3.4-6]");

  private final Limits limits;
  private final Permissions permissions;
  private final Counters counters;
  private final Scheduler scheduler;

  PublishRules(Engine engine, Permissions permissions) {
    limits = engine.limits();
    this.permissions = permissions;
    counters = engine.counters();
    scheduler = engine.scheduler();
  }

  /** What a client that has been told of the server's limits must not send; or {@code null}. */
  Cause violation(Packet.Publish packet, ProtocolVersion version) {
    if (!version.hasProperties()) {
      return null; // MQTT 3 could not be told
    }
    if (packet.delivery().qos().compareTo(limits.maximumQos()) > 0) {
      return QOS_NOT_SUPPORTED;
    }
    if (packet.delivery().retain() && !limits.retained()) {
      return RETAIN_NOT_SUPPORTED;
    }
    return packet.delivery().properties().has(Property.SUBSCRIPTION_IDENTIFIER)
        ? NOT_THE_CLIENTS
        : null;
  }

  /** Why not to route the message, which has been counted; or {@code null}. */
  Cause refusal(Message message) {
    if (!permissions.mayPublish(message.topic())) {
      counters.count(Counter.DROPPED_NOT_AUTHORIZED);
      return NOT_AUTHORIZED;
    }
    if (message.topic().levels() > limits.topicLevels()) {
      counters.count(Counter.DROPPED_TOPIC_TOO_DEEP);
      return TOO_DEEP;
    }
    if (!PayloadFormat.isAsIndicated(message)) {
      counters.count(Counter.DROPPED_PAYLOAD_INVALID);
      return PayloadFormat.NOT_TEXT;
    }
    return null;
  }

  /** A message that just came. Most never expire, and don't ask for the time. */
  Message arrived(Message message) {
    return message.expires() ? message.arrivedAt(scheduler.now()) : message;
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
