package dev.rialto.it.raw;

import static dev.rialto.it.raw.Mqtt.bytes;
import static dev.rialto.it.raw.Mqtt.join;
import static dev.rialto.it.raw.Mqtt.number;
import static dev.rialto.it.raw.Mqtt.packet;
import static dev.rialto.it.raw.Mqtt.text;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.stream.Stream;

/** MQTT 5.0 packets as bytes, with properties from {@link Property}. */
public final class Mqtt5 {
  /** A flag of PUBLISH. */
  public static final int RETAIN = 0x01;

  /** A flag of PUBLISH. */
  public static final int DUP = 0x08;

  /** A flag of CONNECT. */
  public static final int CLEAN_START = 0x02;

  /** A subscription option. */
  public static final int NO_LOCAL = 0x04;

  /** A subscription option. */
  public static final int RETAIN_AS_PUBLISHED = 0x08;

  /** A retain handling: send retained messages only for a new subscription. */
  public static final int IF_NEW = 0x10;

  /** A retain handling: don't send retained messages. */
  public static final int NONE_RETAINED = 0x20;

  private static final int WILL = 0x04;

  private Mqtt5() {}

  /** CONNECT with a clean start. */
  public static byte[] connect5(String clientId, byte[]... properties) {
    return connect5(CLEAN_START, properties(properties), text(clientId));
  }

  /** CONNECT that asks for the session to go on. */
  public static byte[] resume5(String clientId, byte[]... properties) {
    return connect5(0, properties(properties), text(clientId));
  }

  /** CONNECT with these flags; the properties and the payload have to be encoded. */
  public static byte[] connect5(int flags, byte[] properties, byte[]... payload) {
    return packet(0x10, text("MQTT"), bytes(5, flags), number(0), properties, Mqtt.join(payload));
  }

  /** CONNECT with a clean start and a will of QoS 1. */
  public static byte[] connectWithWill5(
      String clientId, byte[] properties, String topic, String will, byte[]... willProperties) {
    return connect5(
        CLEAN_START | WILL | 0x08,
        properties,
        text(clientId),
        properties(willProperties),
        text(topic),
        text(will));
  }

  /** SUBSCRIBE to one filter; the options are the QoS and flags. */
  public static byte[] subscribe5(int id, String filter, int options, byte[]... properties) {
    return packet(0x82, number(id), properties(properties), text(filter), bytes(options));
  }

  /** UNSUBSCRIBE from these filters. */
  public static byte[] unsubscribe5(int id, String... filters) {
    byte[][] encoded = Stream.of(filters).map(Mqtt::text).toArray(byte[][]::new);
    return packet(0xa2, number(id), properties(), join(encoded));
  }

  /** PUBLISH with QoS 0. */
  public static byte[] publish5(String topic, String payload, byte[]... properties) {
    return publish5(0, 0, topic, payload, properties);
  }

  /** PUBLISH with flags: the QoS shifted by one, RETAIN and DUP. QoS 0 has no identifier. */
  public static byte[] publish5(
      int flags, int id, String topic, String payload, byte[]... properties) {
    return packet(
        0x30 | flags,
        text(topic),
        (flags & 0x06) == 0 ? bytes() : number(id),
        properties(properties),
        payload.getBytes(UTF_8));
  }

  /** PUBACK, PUBREC, PUBREL or PUBCOMP, by their first byte, with a reason code. */
  public static byte[] reply5(int first, int id, int reason, byte[]... properties) {
    return packet(first, number(id), bytes(reason), properties(properties));
  }

  /** DISCONNECT or AUTH, by their first byte, with a reason code. */
  public static byte[] reason5(int first, int reason, byte[]... properties) {
    return packet(first, bytes(reason), properties(properties));
  }

  /** Properties with their length. */
  public static byte[] properties(byte[]... properties) {
    byte[] all = join(properties);
    return join(Mqtt.remainingLength(all.length), all);
  }
}
