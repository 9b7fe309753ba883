package dev.rialto.it.crash;

import dev.rialto.it.raw.Mqtt;
import dev.rialto.it.raw.Packet;
import dev.rialto.it.raw.RawClient;
import dev.rialto.it.raw.RawSocket;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Has two topic filters by turns: what is subscribed stays, what is unsubscribed stays away. */
final class SubscriptionWitness implements Witness {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int WINDOW = 100;
  private static final int SUBSCRIBE = 1;
  private static final int UNSUBSCRIBE = 2;

  private final String name;
  private final Version version;
  private final Ledger ledger;
  private boolean known;
  private int current;

  SubscriptionWitness(Version version, Ledger ledger) {
    name = "subscriptions-" + version;
    this.version = version;
    this.ledger = ledger;
  }

  private String topic(int which) {
    return "witness/" + name + "/" + which;
  }

  private RawClient connect(int port) throws IOException {
    RawClient client = new RawClient(RawSocket.webSocket(port));
    client.send(version.resume(name, WINDOW));
    boolean present = client.expect(Packet.CONNACK).isSessionPresent();
    if (present != known) {
      ledger.complain(name, "session present: " + present);
    }
    known = true;
    return client;
  }

  @Override
  public void promise(int port) throws IOException {
    try (RawClient client = connect(port)) {
      client.send(version.subscribe(SUBSCRIBE, topic(1 - current), 1));
      client.expect(Packet.SUBACK);
      client.send(version.unsubscribe(UNSUBSCRIBE, topic(current)));
      client.expect(Packet.UNSUBACK);
      current = 1 - current;
    }
  }

  @Override
  public void recall(int port) throws IOException {
    if (!known) {
      return; // nothing was promised
    }
    try (RawClient client = connect(port);
        RawClient probe = RawClient.connected(port, "probe")) {
      probe.publish(topic(1 - current), (byte) 0);
      probe.publish(topic(current), (byte) 0);
      Set<String> topics = new HashSet<>();
      long start = System.nanoTime();
      do {
        read(client, topics);
      } while (!topics.contains(topic(current)) && System.nanoTime() - start < PATIENCE.toNanos());
      if (topics.contains(topic(1 - current))) {
        ledger.complain(name, "is still subscribed to " + topic(1 - current));
      }
      if (!topics.contains(topic(current))) {
        ledger.complain(name, "is no longer subscribed to " + topic(current));
      }
    }
  }

  /** Takes what has come. */
  private void read(RawClient client, Set<String> topics) throws IOException {
    client.send(Mqtt.PINGREQ);
    Packet packet = client.next();
    while (packet != null && packet.type() == Packet.PUBLISH) {
      client.send(version.answer(Packet.PUBACK, packet.packetId()));
      topics.add(packet.topic());
      packet = client.next();
    }
    if (packet == null || packet.type() != Packet.PINGRESP) {
      throw new IOException("no PINGRESP but " + packet);
    }
  }
}
