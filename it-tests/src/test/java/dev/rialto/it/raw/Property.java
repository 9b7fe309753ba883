package dev.rialto.it.raw;

import static dev.rialto.it.raw.Mqtt.bytes;
import static dev.rialto.it.raw.Mqtt.join;
import static dev.rialto.it.raw.Mqtt.number;
import static dev.rialto.it.raw.Mqtt.remainingLength;
import static dev.rialto.it.raw.Mqtt.text;

/** One MQTT 5.0 property as bytes: its identifier and its value (section 2.2.2.2). */
public final class Property {
  private Property() {}

  public static byte[] payloadFormat(int format) {
    return bytes(0x01, format);
  }

  public static byte[] messageExpiry(int seconds) {
    return four(0x02, seconds);
  }

  public static byte[] contentType(String type) {
    return join(bytes(0x03), text(type));
  }

  public static byte[] responseTopic(String topic) {
    return join(bytes(0x08), text(topic));
  }

  public static byte[] correlationData(String data) {
    return join(bytes(0x09), text(data));
  }

  public static byte[] subscriptionId(int id) {
    return join(bytes(0x0b), remainingLength(id));
  }

  public static byte[] sessionExpiry(int seconds) {
    return four(0x11, seconds);
  }

  public static byte[] authenticationMethod(String method) {
    return join(bytes(0x15), text(method));
  }

  public static byte[] authenticationData(String data) {
    return join(bytes(0x16), text(data));
  }

  public static byte[] requestProblemInformation(int value) {
    return bytes(0x17, value);
  }

  public static byte[] willDelay(int seconds) {
    return four(0x18, seconds);
  }

  public static byte[] requestResponseInformation(int value) {
    return bytes(0x19, value);
  }

  public static byte[] receiveMaximum(int count) {
    return join(bytes(0x21), number(count));
  }

  public static byte[] topicAliasMaximum(int count) {
    return join(bytes(0x22), number(count));
  }

  public static byte[] topicAlias(int alias) {
    return join(bytes(0x23), number(alias));
  }

  public static byte[] user(String name, String value) {
    return join(bytes(0x26), text(name), text(value));
  }

  public static byte[] maximumPacketSize(int size) {
    return four(0x27, size);
  }

  private static byte[] four(int id, int value) {
    return join(bytes(id), number(value >>> 16), number(value));
  }
}
