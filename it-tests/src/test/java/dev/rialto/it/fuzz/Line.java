package dev.rialto.it.fuzz;

import dev.rialto.it.raw.Mqtt;
import dev.rialto.it.raw.Packet;
import dev.rialto.it.raw.RawClient;
import dev.rialto.it.raw.RawSocket;
import java.io.IOException;

/** One connection of a player, and who takes what comes. */
final class Line {
  /** Who. */
  interface Reader {
    void take(Packet packet);
  }

  private final RawClient client;
  private final Dialect dialect;
  private final Reader reader;
  private int pings;
  private int goodbye = -1;

  Line(int port, Dialect dialect, Reader reader) throws IOException {
    client = new RawClient(RawSocket.webSocket(port));
    client.answerClose();
    this.dialect = dialect;
    this.reader = reader;
  }

  Dialect dialect() {
    return dialect;
  }

  /** Sends to a server that must not have closed; if it has, reading tells. */
  void send(byte[]... packets) {
    client.trySend(packets);
  }

  /** CONNACK, which must come first. */
  Packet greeting() throws IOException {
    return client.expect(Packet.CONNACK);
  }

  /** Waits until the server has dealt with everything that was sent. */
  void barrier() throws IOException {
    send(Mqtt.PINGREQ);
    pings++;
    while (pings > 0) {
      Packet packet = client.next();
      if (packet == null) {
        throw new AssertionError("closed without a reason, but with goodbye " + goodbye);
      }
      take(packet);
    }
  }

  private void take(Packet packet) {
    if (packet.type() == Packet.PINGRESP) {
      if (--pings < 0) {
        throw new AssertionError("the connection is still served");
      }
    } else if (packet.type() == Packet.DISCONNECT) {
      goodbye = dialect.reason(packet);
    } else if (goodbye >= 0) {
      throw new AssertionError(packet + " after DISCONNECT");
    } else {
      reader.take(packet);
    }
  }

  /** Reads until the server has closed the connection; its reason code, or -1 without one. */
  int end() throws IOException {
    try (client) {
      for (Packet packet = client.next(); packet != null; packet = client.next()) {
        take(packet);
      }
      return goodbye;
    }
  }

  /** Cuts it. */
  void cut() throws IOException {
    client.socket().reset();
  }
}
