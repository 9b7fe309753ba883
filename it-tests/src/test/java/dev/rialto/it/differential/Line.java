package dev.rialto.it.differential;

import dev.rialto.it.raw.Mqtt;
import dev.rialto.it.raw.Packet;
import dev.rialto.it.raw.RawClient;
import dev.rialto.it.raw.RawSocket;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One connection to a broker and what it has brought. */
final class Line implements AutoCloseable {
  /** After which a broker counts as silent, when no ping can tell. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final RawClient client;
  private final Canonical canonical;
  private final Numbers numbers;
  private final List<String> received = new ArrayList<>();
  private List<byte[]> due = new ArrayList<>();
  private boolean accepted;
  private boolean ended;

  Line(int port, Numbers numbers) throws IOException {
    RawSocket socket = RawSocket.webSocket(port);
    socket.patience(PATIENCE);
    client = new RawClient(socket);
    client.answerClose(); // or the server waits for it
    canonical = new Canonical(numbers);
    this.numbers = numbers;
  }

  /** Sends a packet; before CONNACK it also waits for the answer. */
  void send(byte[] packet) throws IOException {
    if (Sent.of(packet).level() >= 5) {
      canonical.speakFive();
    }
    client.trySend(packet);
    if (packet[0] == Mqtt.DISCONNECT[0]) {
      readUntil(-1);
    } else if (!accepted && readNext() == Packet.CONNACK && !accepted) {
      readUntil(-1);
    }
  }

  /** Answers whatever it has received as QoS 1 and 2 demand. */
  void acknowledge() {
    List<byte[]> answers = due;
    due = new ArrayList<>();
    for (byte[] answer : answers) {
      client.trySend(answer);
      if (answer[0] != Mqtt.pubRec(0)[0]) {
        numbers.free(((answer[2] & 0xff) << 8) | (answer[3] & 0xff));
      }
    }
  }

  /** Reads everything that the broker has sent until now. */
  void drain() throws IOException {
    if (accepted && !ended) {
      client.trySend(Mqtt.PINGREQ);
      readUntil(Packet.PINGRESP);
    }
  }

  private void readUntil(int type) throws IOException {
    int last;
    do {
      last = readNext();
    } while (last != type && !ended);
  }

  private int readNext() throws IOException {
    try {
      Packet packet = ended ? null : client.next();
      if (packet == null) {
        end("closed");
        return 0;
      }
      take(packet);
      return packet.type();
    } catch (SocketTimeoutException e) {
      end("silent");
      return 0;
    }
  }

  private void end(String how) {
    if (!ended) {
      received.add(how);
      ended = true;
    }
  }

  private void take(Packet packet) {
    switch (packet.type()) {
      case Packet.CONNACK -> accepted |= packet.code() == 0;
      case Packet.PUBREL -> due.add(Mqtt.pubComp(packet.packetId()));
      default -> {
        // no answer, or that of a message
      }
    }
    if (packet.type() == Packet.PUBLISH && packet.qos() > 0) {
      int id = packet.packetId();
      due.add(packet.qos() == 1 ? Mqtt.pubAck(id) : Mqtt.pubRec(id));
    }
    boolean fence = packet.type() == Packet.PUBLISH && packet.topic().equals(Fence.TOPIC);
    if (packet.type() != Packet.PINGRESP && !fence) {
      received.add(canonical.text(packet));
    }
  }

  /** What it has brought so far. */
  List<String> received() {
    return List.copyOf(received);
  }

  /** Ends the network connection without DISCONNECT. */
  void cut() throws IOException {
    ended = true; // by itself, which is no answer
    client.socket().reset();
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
