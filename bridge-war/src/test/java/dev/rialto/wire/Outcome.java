package dev.rialto.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** What a reader makes of bytes that may be anything: packets, and perhaps a refusal. */
final class Outcome {
  private static final int ROOM = 1000;

  private Outcome() {}

  /** And the same however they come. */
  static List<Object> of(byte[] bytes, ProtocolVersion version) {
    List<Object> atOnce = of(bytes, bytes.length, version);
    if (!atOnce.equals(of(bytes, 1, version))) {
      throw new AssertionError("bytewise it is not the same");
    }
    return atOnce;
  }

  private static List<Object> of(byte[] bytes, int chunk, ProtocolVersion version) {
    PacketReader reader = Reading.reader(version, Reading.ALIASES, ROOM);
    ProtocolVersion speaks = version;
    List<Object> outcome = new ArrayList<>();
    try {
      for (int at = 0; at < bytes.length; at += chunk) {
        ByteBuffer in = ByteBuffer.wrap(bytes, at, chunk);
        for (Packet packet = reader.next(in); packet != null; packet = reader.next(in)) {
          outcome.add(packet);
          if (2 * outcome.size() > bytes.length) {
            throw new AssertionError("no packet has less than two bytes");
          }
          speaks = packet instanceof Packet.Connect connect ? connect.version() : speaks;
          readableAgain(packet, speaks);
        }
        if (in.hasRemaining()) {
          throw new AssertionError("bytes neither read nor kept");
        }
      }
    } catch (MalformedPacketException e) {
      outcome.add(e.malformation());
    }
    return outcome;
  }

  /** What got through can be sent, and is the same to its receiver. */
  private static void readableAgain(Packet packet, ProtocolVersion version) {
    try {
      Packet again = Reading.one(PacketWriter.encode(packet, version), version);
      if (!packet.equals(again)) {
        throw new AssertionError(packet + " is read again as " + again);
      }
    } catch (MalformedPacketException e) {
      throw new AssertionError(packet + " cannot be read again", e);
    }
  }
}
