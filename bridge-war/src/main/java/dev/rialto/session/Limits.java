package dev.rialto.session;

import dev.rialto.config.Setting;
import dev.rialto.config.Settings;
import dev.rialto.wire.Qos;
import java.time.Duration;

/** The settings that the protocol rules look at, read once. */
record Limits(
    Duration connectTimeout,
    Duration sessionExpiry,
    Duration keepAlive,
    int packetSize,
    int topicAliases,
    int receive,
    int inflight,
    int queueMessages,
    long queueBytes,
    int topicLevels,
    int topicLength,
    int subscriptions,
    int filters,
    int sessions,
    int publishRate,
    long publishBytes,
    Qos maximumQos,
    boolean retained,
    boolean wildcards,
    boolean shared,
    String responsePrefix) {

  static Limits of(Settings settings) {
    return new Limits(
        settings.time(Setting.CONNECT_TIMEOUT),
        settings.time(Setting.SESSION_EXPIRY),
        settings.time(Setting.KEEP_ALIVE_MAX),
        settings.count(Setting.PACKET_MAX),
        settings.count(Setting.TOPIC_ALIASES_MAX),
        settings.count(Setting.RECEIVE_MAX),
        settings.count(Setting.INFLIGHT_MAX),
        settings.count(Setting.QUEUE_MESSAGES_MAX),
        Math.min( // one session alone must not make it tight for all
            settings.number(Setting.QUEUE_BYTES_MAX), settings.number(Setting.MEMORY_MAX) / 2),
        settings.count(Setting.TOPIC_LEVELS_MAX),
        settings.count(Setting.TOPIC_LENGTH_MAX),
        settings.count(Setting.SUBSCRIPTIONS_MAX),
        settings.count(Setting.SUBSCRIBE_FILTERS_MAX),
        settings.count(Setting.SESSIONS_MAX),
        settings.count(Setting.PUBLISH_RATE_MAX),
        settings.number(Setting.PUBLISH_BYTES_MAX),
        Qos.of(settings.count(Setting.MQTT_QOS_MAX)),
        settings.flag(Setting.MQTT_RETAINED),
        settings.flag(Setting.MQTT_WILDCARDS),
        settings.flag(Setting.MQTT_SHARED),
        settings.text(Setting.MQTT_RESPONSE_PREFIX));
  }
}
