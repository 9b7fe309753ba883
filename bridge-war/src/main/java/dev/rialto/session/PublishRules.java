package dev.rialto.session;

import dev.rialto.access.Permissions;
import dev.rialto.observe.Counter;
import dev.rialto.observe.Counters;
import dev.rialto.route.RetainedMessages;
import dev.rialto.time.Scheduler;
import dev.rialto.topic.TopicName;
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
  private static final Cause TOO_LONG =
      new Cause(ReasonCode.TOPIC_NAME_INVALID, "the topic is longer than the server allows");
  private static final Cause NO_ROOM =
      new Cause(ReasonCode.QUOTA_EXCEEDED, "the server keeps as many retained messages as it may");
  private static final Cause NOT_THE_WILL =
      new Cause(ReasonCode.NOT_AUTHORIZED, "it may not publish its will");
  private static final Cause QOS_NOT_SUPPORTED =
      new Cause(ReasonCode.QOS_NOT_SUPPORTED, "above the maximum QoS [MQTT-3.2.2-11]");
  private static final Cause RETAIN_NOT_SUPPORTED =
      new Cause(ReasonCode.RETAIN_NOT_SUPPORTED, "retained messages are off [MQTT-3.2.2-14]");
  private static final Cause NOT_THE_CLIENTS =
      Cause.violation("it sent a subscription identifier with a message [MQTT-3.3.4-6]");

  private final Limits limits;
  private final Permissions permissions;
  private final RetainedMessages retained;
  private final Counters counters;
  private final Scheduler scheduler;

  PublishRules(Engine engine, Permissions permissions) {
    limits = engine.limits();
    this.permissions = permissions;
    retained = engine.router().retained();
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
    if (message.topic().value().length() > limits.topicLength()) {
      counters.count(Counter.DROPPED_TOPIC_TOO_LONG);
      return TOO_LONG;
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

  /** Why a topic may not get that retained message, which has been counted; or {@code null}. */
  Cause refusalToRetain(Message message, boolean asked) {
    if (!asked || !limits.retained() || retained.hasRoomFor(message)) {
      return null;
    }
    counters.count(Counter.REFUSED_RETAINED);
    return NO_ROOM;
  }

  /**
   * Whether to keep it as the topic's retained message; for who can't be told, the rest goes on.
   */
  boolean retain(Message message, boolean asked) {
    if (asked && !limits.retained()) {
      counters.count(Counter.RETAIN_IGNORED);
    }
    return asked && limits.retained() && refusalToRetain(message, true) == null;
  }

  /** Why a client must not leave that will, by the rules of this moment; or {@code null}. */
  static Cause refusal(Packet.WillMessage will, Permissions permissions, Limits limits) {
    TopicName topic = will.message().topic();
    if (!permissions.mayPublish(topic)) {
      return NOT_THE_WILL;
    }
    if (topic.levels() > limits.topicLevels()) {
      return TOO_DEEP;
    }
    return topic.value().length() > limits.topicLength() ? TOO_LONG : null;
  }

  /** The quality of service to deliver it with. */
  Qos qos(Qos published) {
    return published.atMost(limits.maximumQos());
  }
}
