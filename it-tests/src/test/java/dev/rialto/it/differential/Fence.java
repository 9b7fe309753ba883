package dev.rialto.it.differential;

import dev.rialto.it.raw.Mqtt;
import dev.rialto.it.raw.Packet;
import dev.rialto.it.raw.RawClient;
import java.io.IOException;

/**
 * A client that sends itself a message through the broker. When it has come, those published before
 * have most likely been routed too; a broker that routes in the background promises no more.
 */
final class Fence implements AutoCloseable {
  static final String TOPIC = "fence";

  private final RawClient client;

  Fence(int port) throws IOException {
    client = RawClient.connected(port, TOPIC);
    client.subscribe(TOPIC, 0); // so that a subscriber to everything gets it with QoS 0 as well
  }

  void pass() throws IOException {
    client.send(Mqtt.publish(TOPIC, "x"));
    client.expect(Packet.PUBLISH);
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
