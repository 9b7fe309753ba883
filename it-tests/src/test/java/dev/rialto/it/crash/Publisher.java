package dev.rialto.it.crash;

import dev.rialto.it.raw.Packet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Publishes numbered messages, a window of them at a time, and never stops to wait for one. */
final class Publisher implements Member {
  private static final int WINDOW = 20;
  private static final int TOPICS = 2;

  private final String name;
  private final String prefix;
  private final Version version;
  private final int qos;
  private final Ledger ledger;
  private final Random random;
  private final Outgoing outgoing;
  private Line line;
  private int left;
  private int padding;

  /**
   * One that has never been connected.
   *
   * @param prefix of its topics; what begins with "retained/" is retained
   * @param qos 1 or 2, or 0 to choose between them for each message
   */
  Publisher(String name, String prefix, Version version, int qos, Ledger ledger, long seed) {
    this.name = name;
    this.prefix = prefix;
    this.version = version;
    this.qos = qos;
    this.ledger = ledger;
    random = new Random(seed);
    outgoing = new Outgoing(name, version, ledger);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public synchronized void connect(int port) throws IOException {
    boolean known = line != null;
    line = new Line(name, version, ledger, port, version.resume(name, WINDOW));
    if (line.isSessionPresent() != known) {
      ledger.complain(name, "session present: " + line.isSessionPresent());
      outgoing.forget();
    }
    line.start(this::take);
    send(outgoing.resume());
    fill();
  }

  @Override
  public synchronized Line line() {
    return line;
  }

  /** Publishes so many more, each with a payload longer by this. */
  synchronized void publish(int count, int morePadding) {
    left = count;
    padding = morePadding;
    fill();
  }

  private synchronized void take(Packet packet) {
    send(outgoing.take(packet));
    fill();
  }

  private void fill() {
    List<byte[]> packets = new ArrayList<>();
    for (; left > 0 && outgoing.size() < WINDOW; left--) {
      packets.add(outgoing.publish(next()));
    }
    send(packets);
  }

  private Sent next() {
    boolean retained = prefix.startsWith(RetainedValues.PREFIX);
    String topic = prefix + name + "/" + random.nextInt(TOPICS);
    return ledger.publish(name, topic, qos == 0 ? 1 + random.nextInt(2) : qos, retained, padding);
  }

  private void send(List<byte[]> packets) {
    if (!packets.isEmpty()) {
      line.send(packets.toArray(byte[][]::new));
    }
  }

  @Override
  public synchronized boolean isSettled() {
    return left == 0 && outgoing.size() == 0;
  }
}
