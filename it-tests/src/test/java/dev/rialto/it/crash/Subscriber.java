package dev.rialto.it.crash;

import dev.rialto.it.raw.Packet;
import java.io.IOException;

/** Subscribes once, and answers whatever comes at once. */
final class Subscriber implements Member {
  private static final int SUBSCRIPTION = 1;

  private final Version version;
  private final String filter;
  private final int qos;
  private final Ledger ledger;
  private final Inbox inbox;
  private final Incoming incoming;
  private Line line;

  /**
   * One that has never been connected.
   *
   * @param prefix of the topics that it wants
   * @param window how many messages may be on their way to it, at most what the server allows
   */
  Subscriber(String name, String prefix, Version version, int qos, int window, Ledger ledger) {
    this.version = version;
    this.qos = qos;
    this.ledger = ledger;
    filter = prefix + "#";
    inbox = ledger.subscriber(name, prefix, window);
    incoming = new Incoming(version, ledger, inbox, qos);
  }

  @Override
  public String name() {
    return inbox.name();
  }

  @Override
  public synchronized void connect(int port) throws IOException {
    boolean known = line != null;
    line = new Line(name(), version, ledger, port, version.resume(name(), inbox.window()));
    incoming.connected();
    if (line.isSessionPresent() != known) {
      ledger.complain(name(), "session present: " + line.isSessionPresent());
      incoming.forget();
    }
    if (!known) {
      line.send(version.subscribe(SUBSCRIPTION, filter, qos));
      byte[] answer = line.expect(Packet.SUBACK).body();
      if (answer[answer.length - 1] != qos) {
        ledger.complain(name(), "granted " + answer[answer.length - 1] + " instead of " + qos);
      }
    }
    line.start(this::take);
  }

  private synchronized void take(Packet packet) {
    switch (packet.type()) {
      case Packet.PUBLISH, Packet.PUBREL -> line.send(incoming.take(packet));
      default -> ledger.complain(name(), packet + " came");
    }
  }

  @Override
  public synchronized Line line() {
    return line;
  }

  @Override
  public synchronized boolean isSettled() {
    return incoming.isSettled() && ledger.missing(inbox).findAny().isEmpty();
  }
}
