package dev.rialto.it.differential;

import dev.rialto.it.raw.Mqtt;
import dev.rialto.it.raw.Packet;
import dev.rialto.it.raw.RawClient;
import java.io.IOException;

/**
 * A client that sends itself a message through the broker, and another one whose subscription the
 * broker has to store. When both are answered, messages published before have most likely been
 * routed, and what waited for a disk has gone on; a broker that works in the background promises no
 * more.
 */
final class Fence implements AutoCloseable {
  static final String TOPIC = "fence";

  private static final String DURABLE = "durable-fence";

  private final int port;
  private final RawClient client;
  private final RawClient durable;

  Fence(int port) throws IOException {
    this.port = port;
    client = RawClient.connected(port, TOPIC);
    client.subscribe(TOPIC, 0); // so that a subscriber to everything gets it with QoS 0 as well
    durable = RawClient.connected(port, Mqtt.connectPersistent(DURABLE));
  }

  void pass() throws IOException {
    client.send(Mqtt.publish(TOPIC, "x"));
    client.expect(Packet.PUBLISH);
    durable.subscribe("nothing/of/the/kind", 0);
  }

  @Override
  public void close() throws IOException {
    client.close();
    durable.close();
    RawClient.connected(port, DURABLE).close(); // a clean session in its place, which ends
  }
}
