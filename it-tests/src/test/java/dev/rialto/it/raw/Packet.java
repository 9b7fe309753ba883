package dev.rialto.it.raw;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** An MQTT packet from the server. */
public final class Packet {
  public static final int CONNACK = 2;
  public static final int PUBLISH = 3;
  public static final int PUBACK = 4;
  public static final int PUBREC = 5;
  public static final int PUBREL = 6;
  public static final int PUBCOMP = 7;
  public static final int SUBACK = 9;
  public static final int UNSUBACK = 11;
  public static final int PINGRESP = 13;
  public static final int DISCONNECT = 14;
  public static final int AUTH = 15;

  private final int first;
  private final byte[] body;

  private Packet(int first, byte[] body) {
    this.first = first;
    this.body = body;
  }

  /** Takes one packet out of the buffer; {@code null}, and no change, when it isn't all there. */
  static Packet take(ByteBuffer from) {
    int start = from.position();
    int length = 0;
    for (int i = 1; i <= 4 && start + i < from.limit(); i++) {
      int digit = from.get(start + i);
      length |= (digit & 0x7f) << (7 * (i - 1));
      if (digit >= 0) {
        if (from.limit() - start - 1 - i < length) {
          return null;
        }
        Packet packet = new Packet(from.get(start) & 0xff, new byte[length]);
        from.position(start + 1 + i).get(packet.body);
        return packet;
      }
    }
    return null;
  }

  public int type() {
    return first >> 4;
  }

  /** The first byte: type and flags. */
  public int first() {
    return first;
  }

  /** What follows the remaining length. */
  public byte[] body() {
    return body.clone();
  }

  public int qos() {
    return (first >> 1) & 3;
  }

  /** Whether DUP is set. */
  public boolean isDuplicate() {
    return (first & 8) != 0;
  }

  public boolean isRetained() {
    return (first & 1) != 0;
  }

  /** The return code of a CONNACK, or the first of a SUBACK. */
  public int code() {
    return body[type() == CONNACK ? 1 : 2] & 0xff;
  }

  public boolean isSessionPresent() {
    return body[0] == 1;
  }

  /** Of a PUBLISH. */
  public String topic() {
    return new String(body, 2, topicLength(), UTF_8);
  }

  /** Of a PUBLISH. */
  public byte[] payload() {
    return Arrays.copyOfRange(body, 2 + topicLength() + (qos() > 0 ? 2 : 0), body.length);
  }

  /** Of a PUBLISH, as text. */
  public String payloadText() {
    return new String(payload(), UTF_8);
  }

  public int packetId() {
    return ByteBuffer.wrap(body).getShort(type() == PUBLISH ? 2 + topicLength() : 0) & 0xffff;
  }

  private int topicLength() {
    return ByteBuffer.wrap(body).getShort() & 0xffff;
  }

  @Override
  public String toString() {
    return "packet of type %d, %d bytes".formatted(type(), body.length);
  }
}
