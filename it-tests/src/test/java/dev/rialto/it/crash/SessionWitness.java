package dev.rialto.it.crash;

import dev.rialto.it.raw.Packet;
import dev.rialto.it.raw.RawClient;
import dev.rialto.it.raw.RawSocket;
import java.io.IOException;

/** Begins one session and ends another. */
final class SessionWitness implements Witness {
  private static final int WINDOW = 100;

  private final Version version;
  private final Ledger ledger;
  private int round;

  SessionWitness(Version version, Ledger ledger) {
    this.version = version;
    this.ledger = ledger;
  }

  private String begun() {
    return "begun-%s-%d".formatted(version, round);
  }

  private String ended() {
    return "ended-%s-%d".formatted(version, round);
  }

  /** Connects and goes; whether there was a session. */
  private static boolean visit(int port, byte[] connect) throws IOException {
    try (RawClient client = new RawClient(RawSocket.webSocket(port))) {
      client.send(connect);
      return client.expect(Packet.CONNACK).isSessionPresent();
    }
  }

  @Override
  public void promise(int port) throws IOException {
    round++;
    visit(port, version.resume(ended(), WINDOW));
    visit(port, version.startClean(ended()));
    visit(port, version.resume(begun(), WINDOW));
  }

  @Override
  public void recall(int port) throws IOException {
    if (round > 0 && !visit(port, version.resume(begun(), WINDOW))) {
      ledger.complain(begun(), "its session is gone");
    }
    if (round > 0 && visit(port, version.resume(ended(), WINDOW))) {
      ledger.complain(ended(), "its session is back");
    }
  }
}
