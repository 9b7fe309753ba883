package dev.rialto.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Publishes one retained message to each of many topics at QoS 1, with a window. */
final class RetainedKeeper implements Peer {
  static final int PAYLOAD = 64;
  private static final int WINDOW = 100;

  private final Connection connection;
  private final int messages;
  private final Stamp stamp = new Stamp(PAYLOAD);
  private final InFlight inFlight = new InFlight(WINDOW, 1);
  private int sent;

  RetainedKeeper(Connection connection, int messages) {
    this.connection = connection;
    this.messages = messages;
  }

  /** Topics with a common root and a hundred below each of their parents. */
  static byte[] topic(int number) {
    return ("retained/" + number / 100 + "/" + number % 100).getBytes(UTF_8);
  }

  void pump() {
    while (sent < messages && !inFlight.isFull()) {
      var topic = topic(sent);
      var at = connection.openPacket(MqttPackets.publishLength(topic.length, 1, PAYLOAD));
      var bytes = connection.bytes();
      var payload = MqttPackets.writePublish(bytes, at, topic, 1, inFlight.begin(sent), PAYLOAD);
      bytes[at] |= MqttPackets.RETAIN;
      stamp.write(bytes, payload, sent, 0, 0);
      connection.sealPacket();
      sent++;
    }
  }

  boolean isDone() {
    return sent == messages && inFlight.isEmpty();
  }

  int acknowledged() {
    return sent - inFlight.count();
  }

  @Override
  public void delivered(PublishView message) {
    throw new ProtocolError("a message to a client without a subscription");
  }

  @Override
  public void acknowledged(int type, int packetId) {
    inFlight.acknowledge(type, packetId);
  }

  @Override
  public void drained() {}
}
