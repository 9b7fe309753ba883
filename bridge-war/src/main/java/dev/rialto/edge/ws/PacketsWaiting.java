package dev.rialto.edge.ws;

import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Packet;
import dev.rialto.wire.PacketEncoder;
import dev.rialto.wire.ProtocolVersion;
import java.nio.ByteBuffer;

/** MQTT: packets as their client understands them, joined. */
final class PacketsWaiting implements Waiting {
  private final Chunks chunks;
  private PacketEncoder encoder = PacketEncoder.of(ProtocolVersion.MQTT_3_1_1);

  /**
   * None.
   *
   * @param joinUpTo bytes up to which packets are joined into one WebSocket message
   */
  PacketsWaiting(int joinUpTo) {
    chunks = new Chunks(joinUpTo);
  }

  /** Tells how the client wants its packets encoded; before anything is added. */
  void encodeBy(PacketEncoder clients) {
    encoder = clients;
  }

  @Override
  public int add(Packet packet) {
    byte[] bytes = encoder.encode(packet);
    if (!encoder.fits(bytes.length)) {
      return -1;
    }
    chunks.add(bytes);
    return bytes.length;
  }

  @Override
  public int add(Message shared, Delivery own) {
    return chunks.add(encoder.encode(shared, own), own);
  }

  @Override
  public ByteBuffer poll() {
    return chunks.poll();
  }

  @Override
  public boolean isText() {
    return false; // [MQTT-6.0.0-1]
  }

  @Override
  public boolean isBinary() {
    return true;
  }

  @Override
  public boolean isEmpty() {
    return chunks.isEmpty();
  }

  @Override
  public void clear() {
    chunks.clear();
  }
}
