package dev.rialto.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** MQTT 3.1.1, the packets that a client sends, and the fields of those that it receives. */
final class MqttPackets {
  static final int CONNECT = 1;
  static final int CONNACK = 2;
  static final int PUBLISH = 3;
  static final int PUBACK = 4;
  static final int PUBREC = 5;
  static final int PUBREL = 6;
  static final int PUBCOMP = 7;
  static final int SUBSCRIBE = 8;
  static final int SUBACK = 9;
  static final int PINGREQ = 12;
  static final int PINGRESP = 13;
  static final int DISCONNECT = 14;

  /** Bytes of a PUBACK, PUBREC, PUBREL or PUBCOMP. */
  static final int ACK_LENGTH = 4;

  /** The answer of {@link #readLength} when there is more to come. */
  static final long INCOMPLETE = -1;

  /** The flag of a PUBLISH that is to be kept. */
  static final int RETAIN = 1;

  private static final int CLEAN_SESSION = 0x02;
  private static final int USER_NAME_AND_PASSWORD = 0xC0;

  private MqttPackets() {}

  /**
   * A CONNECT without a will; keep alive in seconds.
   *
   * @param user {@code name:password}; empty for nobody
   */
  static byte[] connect(String clientId, boolean cleanSession, int keepAlive, String user) {
    var body = new ByteArrayOutputStream();
    putString(body, "MQTT");
    body.write(4); // the protocol level of 3.1.1
    body.write((cleanSession ? CLEAN_SESSION : 0) | (user.isEmpty() ? 0 : USER_NAME_AND_PASSWORD));
    putUint16(body, keepAlive);
    putString(body, clientId);
    if (!user.isEmpty()) {
      var colon = user.indexOf(':');
      putString(body, user.substring(0, colon));
      putString(body, user.substring(colon + 1));
    }
    return packet(CONNECT << 4, body.toByteArray());
  }

  /** A SUBSCRIBE with one topic filter. */
  static byte[] subscribe(int packetId, String filter, int qos) {
    var body = new ByteArrayOutputStream();
    putUint16(body, packetId);
    putString(body, filter);
    body.write(qos);
    return packet(SUBSCRIBE << 4 | 2, body.toByteArray());
  }

  static byte[] pingreq() {
    return packet(PINGREQ << 4, new byte[0]);
  }

  static byte[] disconnect() {
    return packet(DISCONNECT << 4, new byte[0]);
  }

  /** Bytes of a whole PUBLISH. */
  static int publishLength(int topicLength, int qos, int payloadLength) {
    var remaining = publishRemaining(topicLength, qos, payloadLength);
    return 1 + lengthLength(remaining) + remaining;
  }

  /** Writes a PUBLISH up to its payload; returns where the payload goes. */
  static int writePublish(
      byte[] out, int from, byte[] topic, int qos, int packetId, int payloadLength) {
    out[from] = (byte) (PUBLISH << 4 | qos << 1);
    var at = writeLength(out, from + 1, publishRemaining(topic.length, qos, payloadLength));
    Bytes.putUint16(out, at, topic.length);
    System.arraycopy(topic, 0, out, at + 2, topic.length);
    at += 2 + topic.length;
    if (qos == 0) {
      return at;
    }
    Bytes.putUint16(out, at, packetId);
    return at + 2;
  }

  /** Writes a PUBACK, PUBREC, PUBREL or PUBCOMP of {@link #ACK_LENGTH} bytes. */
  static void writeAck(byte[] out, int at, int type, int packetId) {
    out[at] = (byte) (type << 4 | (type == PUBREL ? 2 : 0)); // [MQTT-3.6.1-1]
    out[at + 1] = 2;
    Bytes.putUint16(out, at + 2, packetId);
  }

  /**
   * Reads a remaining length. The answer has the value in its low 32 bits and the number of bytes
   * that it took above them, or is {@link #INCOMPLETE}.
   */
  static long readLength(byte[] in, int from, int to) {
    var value = 0;
    for (var i = 0; from + i < to; i++) {
      var digit = in[from + i];
      value |= (digit & 0x7f) << (7 * i);
      if (digit >= 0) {
        if (digit == 0 && i > 0) {
          throw new ProtocolError("a remaining length not in its shortest form");
        }
        return (i + 1L) << 32 | value;
      }
      if (i == 3) {
        throw new ProtocolError("a remaining length of more than four bytes");
      }
    }
    return INCOMPLETE;
  }

  /** Writes a remaining length; returns the index behind it. */
  static int writeLength(byte[] out, int from, int length) {
    var at = from;
    var rest = length;
    for (; rest > 0x7f; rest >>= 7) {
      out[at++] = (byte) ((rest & 0x7f) | 0x80);
    }
    out[at++] = (byte) rest;
    return at;
  }

  private static int lengthLength(int length) {
    return length < 128 ? 1 : length < 16_384 ? 2 : length < 2_097_152 ? 3 : 4;
  }

  private static int publishRemaining(int topicLength, int qos, int payloadLength) {
    return 2 + topicLength + (qos > 0 ? 2 : 0) + payloadLength;
  }

  private static byte[] packet(int first, byte[] body) {
    var packet = new byte[1 + lengthLength(body.length) + body.length];
    packet[0] = (byte) first;
    var at = writeLength(packet, 1, body.length);
    System.arraycopy(body, 0, packet, at, body.length);
    return packet;
  }

  private static void putString(ByteArrayOutputStream out, String text) {
    var utf8 = text.getBytes(UTF_8);
    putUint16(out, utf8.length);
    out.writeBytes(utf8);
  }

  private static void putUint16(ByteArrayOutputStream out, int value) {
    out.write(value >> 8);
    out.write(value);
  }
}
