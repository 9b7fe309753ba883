package dev.rialto.bench;

import java.util.Arrays;

/**
 * Cuts a byte stream that comes in any split into MQTT packets. Whole packets are read where they
 * lie; only a cut-off one is copied, and waits here for its rest.
 */
final class PacketReader {
  private static final byte[] NOTHING = {};

  private final PublishView view = new PublishView();
  private byte[] held = NOTHING;
  private int heldLength;

  void read(byte[] in, int from, int to, PacketSink sink) {
    if (heldLength == 0) {
      var rest = packets(in, from, to, sink);
      hold(in, rest, to);
      return;
    }
    hold(in, from, to);
    var rest = packets(held, 0, heldLength, sink);
    if (rest > 0) {
      System.arraycopy(held, rest, held, 0, heldLength - rest);
      heldLength -= rest;
    }
  }

  private void hold(byte[] in, int from, int to) {
    var needed = heldLength + to - from;
    if (needed > held.length) {
      held = Arrays.copyOf(held, Math.max(needed, 2 * held.length));
    }
    System.arraycopy(in, from, held, heldLength, to - from);
    heldLength = needed;
  }

  /** Reads every whole packet of the range; returns where the first cut-off one begins. */
  private int packets(byte[] in, int from, int to, PacketSink sink) {
    var at = from;
    while (at < to) {
      var length = MqttPackets.readLength(in, at + 1, to);
      var body = at + 1 + (int) (length >> 32);
      if (length == MqttPackets.INCOMPLETE || to - body < (int) length) {
        return at;
      }
      packet(in[at] & 0xff, in, body, body + (int) length, sink);
      at = body + (int) length;
    }
    return at;
  }

  private void packet(int first, byte[] in, int from, int to, PacketSink sink) {
    var type = first >> 4;
    var flags = first & 0x0f;
    if (type == MqttPackets.PUBLISH) {
      view.read(flags, in, from, to);
      sink.publish(view);
      return;
    }
    require(flags == (type == MqttPackets.PUBREL ? 2 : 0), "packet flags", first); // [MQTT-2.2.2-2]
    switch (type) {
      case MqttPackets.PUBACK, MqttPackets.PUBREC, MqttPackets.PUBREL, MqttPackets.PUBCOMP -> {
        require(to - from == 2, "length of packet", first);
        sink.acknowledged(type, Bytes.uint16(in, from));
      }
      case MqttPackets.CONNACK -> {
        require(to - from == 2, "length of packet", first);
        sink.connack(in[from + 1] & 0xff);
      }
      case MqttPackets.SUBACK -> {
        require(to - from == 3, "length of packet", first);
        sink.suback(Bytes.uint16(in, from), in[from + 2] & 0xff);
      }
      case MqttPackets.PINGRESP -> {
        require(to == from, "length of packet", first);
        sink.pingresp();
      }
      default -> throw new ProtocolError("unexpected packet type " + type);
    }
  }

  private static void require(boolean kept, String otherwise, int first) {
    if (!kept) {
      throw new ProtocolError("wrong " + otherwise + " 0x" + Integer.toHexString(first));
    }
  }
}
