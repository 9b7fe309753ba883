package dev.rialto.it.crash;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/** A message, from the moment before its first byte leaves its publisher. */
final class Sent {
  private final String publisher;
  private final int number;
  private final String topic;
  private final int qos;
  private final boolean retained;
  private final int padding;
  private volatile int transmissions;
  private volatile boolean acknowledged;

  Sent(String publisher, int number, String topic, int qos, boolean retained, int padding) {
    this.publisher = publisher;
    this.number = number;
    this.topic = topic;
    this.qos = qos;
    this.retained = retained;
    this.padding = padding;
  }

  String publisher() {
    return publisher;
  }

  /** Among all of its publisher, from 0. */
  int number() {
    return number;
  }

  String topic() {
    return topic;
  }

  int qos() {
    return qos;
  }

  boolean isRetained() {
    return retained;
  }

  /** Publisher and number, and as many bytes more as asked for. */
  byte[] payload() {
    byte[] name = (publisher + " " + number + " ").getBytes(US_ASCII);
    byte[] payload = Arrays.copyOf(name, name.length + padding);
    Arrays.fill(payload, name.length, payload.length, (byte) '.');
    return payload;
  }

  /** Those that are ordered among each other. [MQTT-4.6.0-6] */
  String flow() {
    return publisher + " " + topic + " " + qos;
  }

  /** It leaves. Only its publisher calls this, one thread at a time. */
  @SuppressWarnings("NonAtomicVolatileUpdate")
  void transmit() {
    transmissions++;
  }

  /** Whether the publisher has sent it twice, not knowing that it had arrived. */
  boolean isRepeated() {
    return transmissions > 1;
  }

  /** PUBACK or PUBREC has come: from now on it is the server's. */
  void acknowledge() {
    acknowledged = true;
  }

  boolean isAcknowledged() {
    return acknowledged;
  }

  @Override
  public String toString() {
    return "%s#%d (%s, QoS %d)".formatted(publisher, number, topic, qos);
  }
}
