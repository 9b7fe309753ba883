package dev.rialto.bench;

import java.util.Arrays;

/**
 * A received PUBLISH where it lies in the read buffer. One object is filled again and again, so
 * that a message costs no allocation; it is only valid during the call that passes it.
 */
final class PublishView {
  byte[] in;
  int qos;
  boolean dup;
  boolean retain;
  int packetId;
  int topicFrom;
  int payloadFrom;
  int payloadTo;
  private int topicTo;

  /** Takes the packet whose body (all behind the remaining length) is the given range. */
  void read(int flags, byte[] bytes, int from, int to) {
    in = bytes;
    dup = (flags & 8) != 0;
    qos = flags >> 1 & 3;
    retain = (flags & 1) != 0;
    if (qos == 3 || (qos == 0 && dup)) {
      throw new ProtocolError("PUBLISH flags " + flags + " [MQTT-3.3.1-2] [MQTT-3.3.1-4]");
    }
    var idLength = qos > 0 ? 2 : 0;
    var shortest = 2 + idLength;
    if (to - from < shortest || to - from < shortest + Bytes.uint16(bytes, from)) {
      throw new ProtocolError("a PUBLISH shorter than its topic name");
    }
    topicFrom = from + 2;
    topicTo = topicFrom + Bytes.uint16(bytes, from);
    packetId = qos > 0 ? Bytes.uint16(bytes, topicTo) : 0;
    if (qos > 0 && packetId == 0) {
      throw new ProtocolError("packet identifier 0 [MQTT-2.3.1-1]");
    }
    payloadFrom = topicTo + idLength;
    payloadTo = to;
  }

  boolean hasTopic(byte[] topic) {
    return Arrays.equals(in, topicFrom, topicTo, topic, 0, topic.length);
  }
}
