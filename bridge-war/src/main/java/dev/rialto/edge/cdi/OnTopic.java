package dev.rialto.edge.cdi;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * What an observer observes: {@code void on(@Observes @OnTopic("sensors/+/temperature")
 * TopicMessage message)}. Retained messages come when the deployment starts. Observers run one
 * after the other, in the order of the messages, and not in the publisher's thread; a message with
 * QoS 1 is acknowledged when they have returned. What one throws is logged.
 */
@Qualifier
@Retention(RUNTIME)
@Target({PARAMETER, FIELD, METHOD})
public @interface OnTopic {
  /** A topic filter (MQTT 5.0 section 4.7), also a shared one. */
  String value();
}
