package dev.rialto.it.crash;

import dev.rialto.it.raw.Packet;
import dev.rialto.it.raw.RawClient;
import dev.rialto.it.raw.RawSocket;
import java.io.IOException;

/** One connection, read by a thread of its own until the server has ended it. */
final class Line {
  /** Who gets the packets that come. */
  interface Reader {
    void take(Packet packet);
  }

  private final String name;
  private final Version version;
  private final Ledger ledger;
  private final RawClient client;
  private final boolean present;
  private Thread thread;
  private volatile int goodbye = -1;

  /** Connects, and waits for CONNACK. */
  Line(String name, Version version, Ledger ledger, int port, byte[] connect) throws IOException {
    this.name = name;
    this.version = version;
    this.ledger = ledger;
    client = new RawClient(RawSocket.webSocket(port));
    client.answerClose();
    send(connect);
    Packet answer = expect(Packet.CONNACK);
    present = answer.isSessionPresent();
    if (answer.code() != 0) {
      ledger.complain(name, "refused with " + answer.code());
    }
  }

  boolean isSessionPresent() {
    return present;
  }

  /** Waits for this packet, which must be the next; before {@link #start}. */
  Packet expect(int type) throws IOException {
    return client.expect(type);
  }

  /** Reads from now on. */
  void start(Reader reader) {
    thread = new Thread(() -> read(reader), name);
    thread.start();
  }

  private void read(Reader reader) {
    try {
      for (Packet packet = client.next(); packet != null; packet = client.next()) {
        if (packet.type() == Packet.DISCONNECT) {
          goodbye = version.reason(packet);
        } else {
          reader.take(packet);
        }
      }
    } catch (IOException | RuntimeException e) {
      ledger.complain(name, "stopped reading: " + e);
    }
  }

  /** Sends, if there is still somebody to send to. */
  void send(byte[]... packets) {
    client.trySend(packets);
  }

  boolean isOpen() {
    return thread.isAlive();
  }

  /** The reason of the server's DISCONNECT; -1 without one. */
  int goodbye() {
    return goodbye;
  }

  /** Ends it without a word. */
  void cut() throws IOException {
    client.socket().reset();
  }

  /** Waits until it has ended. */
  void awaitEnd() throws InterruptedException, IOException {
    thread.join();
    client.close();
  }
}
