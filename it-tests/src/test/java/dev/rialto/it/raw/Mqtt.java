package dev.rialto.it.raw;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** MQTT 3.1.1 packets as bytes. None of Rialto's own code, so that it can judge it. */
public final class Mqtt {
  public static final byte[] PINGREQ = bytes(0xc0, 0);
  public static final byte[] DISCONNECT = bytes(0xe0, 0);

  private static final int CLEAN = 0x02;

  private Mqtt() {}

  /** CONNECT with a clean session and no keep alive. */
  public static byte[] connect(String clientId) {
    return connect(clientId, 0);
  }

  /** CONNECT with a clean session. */
  public static byte[] connect(String clientId, int keepAlive) {
    return connect(CLEAN, keepAlive, text(clientId));
  }

  /** CONNECT that asks for a persistent session. */
  public static byte[] connectPersistent(String clientId) {
    return connect(0, 0, text(clientId));
  }

  /** CONNECT with a clean session and a will of QoS 1. */
  public static byte[] connectWithWill(String clientId, int keepAlive, String topic, String will) {
    return connect(CLEAN | 0x04 | 0x08, keepAlive, text(clientId), text(topic), text(will));
  }

  /** CONNECT with a clean session, a user name and a password. */
  public static byte[] connectAs(String clientId, String user, String password) {
    return connect(CLEAN | 0xc0, 0, text(clientId), text(user), text(password));
  }

  /** CONNECT with any flags. */
  public static byte[] connect(int flags, int keepAlive, byte[]... payload) {
    byte[] header = join(text("MQTT"), bytes(4, flags), number(keepAlive));
    return packet(0x10, join(header, join(payload)));
  }

  /** SUBSCRIBE to one filter. */
  public static byte[] subscribe(int packetId, String filter, int qos) {
    return packet(0x82, number(packetId), text(filter), bytes(qos));
  }

  /** UNSUBSCRIBE from these filters. */
  public static byte[] unsubscribe(int packetId, String... filters) {
    return packet(
        0xa2, number(packetId), join(Stream.of(filters).map(Mqtt::text).toArray(byte[][]::new)));
  }

  /** PUBLISH with QoS 0. */
  public static byte[] publish(String topic, byte... payload) {
    return packet(0x30, text(topic), payload);
  }

  /** PUBLISH with QoS 0 and a text. */
  public static byte[] publish(String topic, String payload) {
    return publish(topic, payload.getBytes(UTF_8));
  }

  /** PUBLISH with QoS 0 that is to be retained. */
  public static byte[] retain(String topic, byte... payload) {
    return packet(0x31, text(topic), payload);
  }

  /** PUBLISH with QoS 1 or 2. */
  public static byte[] publish(int qos, int packetId, String topic, byte... payload) {
    return packet(0x30 | (qos << 1), text(topic), number(packetId), payload);
  }

  /** PUBACK. */
  public static byte[] pubAck(int packetId) {
    return packet(0x40, number(packetId));
  }

  /** PUBREC. */
  public static byte[] pubRec(int packetId) {
    return packet(0x50, number(packetId));
  }

  /** PUBREL. */
  public static byte[] pubRel(int packetId) {
    return packet(0x62, number(packetId));
  }

  /** PUBCOMP. */
  public static byte[] pubComp(int packetId) {
    return packet(0x70, number(packetId));
  }

  /** Any packet: its first byte, the length, and this. */
  public static byte[] packet(int first, byte[]... parts) {
    byte[] body = join(parts);
    return join(bytes(first), remainingLength(body.length), body);
  }

  /** A remaining length (MQTT 3.1.1 section 2.2.3). */
  public static byte[] remainingLength(int length) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int left = length;
    do {
      out.write(left < 128 ? left : (left & 0x7f) | 0x80);
      left >>>= 7;
    } while (left > 0);
    return out.toByteArray();
  }

  /** A string with its length. */
  public static byte[] text(String text) {
    byte[] encoded = text.getBytes(UTF_8);
    return join(number(encoded.length), encoded);
  }

  /** Two bytes. */
  public static byte[] number(int number) {
    return bytes(number >> 8, number);
  }

  /** The low eight bits of each. */
  public static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    IntStream.range(0, values.length).forEach(i -> bytes[i] = (byte) values[i]);
    return bytes;
  }

  /** One after the other. */
  public static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Stream.of(parts).forEach(out::writeBytes);
    return out.toByteArray();
  }
}
