package dev.rialto.session;

import dev.rialto.wire.MalformedPacketException;
import dev.rialto.wire.Packet;
import dev.rialto.wire.PacketReader;
import dev.rialto.wire.Properties;
import dev.rialto.wire.ProtocolVersion;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Bytes on their way from a client to the engine, by the reader that an edge would use. */
final class RawBytes {
  private static final int LARGEST = 1 << 20;

  private RawBytes() {}

  /** The first bytes of a connection, in hexadecimal. */
  static void first(TestClient client, String hex) {
    feed(new PacketReader(LARGEST, 0), client, hex);
  }

  /** Bytes of an MQTT client that is connected, in hexadecimal. */
  static void later(TestClient client, ProtocolVersion version, String hex) {
    PacketReader reader = new PacketReader(LARGEST, 0);
    var connect = new Packet.Connect(version, "x", true, 0, null, null, null, Properties.NONE);
    try {
      reader.next(ByteBuffer.wrap(dev.rialto.wire.PacketWriter.encode(connect, version)));
    } catch (MalformedPacketException e) {
      throw new AssertionError(e);
    }
    feed(reader, client, hex);
  }

  private static void feed(PacketReader reader, TestClient client, String hex) {
    ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")));
    try {
      Packet packet = reader.next(bytes);
      while (packet != null) {
        client.send(packet);
        packet = reader.next(bytes);
      }
    } catch (MalformedPacketException e) {
      client.dialogue().malformed(e);
    }
  }
}
