package dev.rialto.session;

import dev.rialto.wire.MalformedPacketException;
import dev.rialto.wire.Packet;
import dev.rialto.wire.PacketReader;
import dev.rialto.wire.ProtocolVersion;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;

/** A client that sends whatever bytes it likes; joined to the broker as the edge does it. */
final class RawClient {
  /** CONNECT of an MQTT 5 client "r" with clean start. */
  static final String HELLO = "10 0E 00044D515454 05 02 0000 00 000172";

  private final RecordingLink link = new RecordingLink(ProtocolVersion.MQTT_5);
  private final PacketReader reader = new PacketReader(1 << 20, 64);
  private final Dialogue dialogue;

  RawClient(TestBroker broker) {
    dialogue = broker.open(link);
  }

  /** Bytes in hexadecimal digits; blanks mean nothing. */
  RawClient send(String hex) {
    ByteBuffer in = ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")));
    try {
      for (Packet packet = reader.next(in); packet != null; packet = reader.next(in)) {
        dialogue.on(packet);
      }
    } catch (MalformedPacketException e) {
      dialogue.malformed(e);
    }
    return this;
  }

  List<Packet> take() {
    return link.take();
  }

  RecordingLink link() {
    return link;
  }
}
