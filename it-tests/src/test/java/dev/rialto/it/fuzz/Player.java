package dev.rialto.it.fuzz;

import dev.rialto.it.raw.Packet;
import java.io.IOException;
import java.util.HexFormat;

/** A client and its session: what it knows of it, and what must be true. */
final class Player {
  private static final int TAKEN_OVER = 0x8e;
  private static final int FIRST_ERROR = 0x80;

  private final String name;
  private final int port;
  private final Trace trace;
  private final Subscriptions subscriptions;
  private final Incoming incoming;
  private final Outgoing outgoing;
  private Line line;

  /** Whether the session was made to outlive connections, and is meant to outlive this one. */
  private boolean persistent;

  private boolean lasting;

  Player(String name, int port, Ledger ledger, Trace trace) {
    this.name = name;
    this.port = port;
    this.trace = trace;
    subscriptions = new Subscriptions(this, ledger);
    incoming = new Incoming(this, ledger);
    outgoing = new Outgoing(ledger);
  }

  String name() {
    return name;
  }

  Subscriptions subscriptions() {
    return subscriptions;
  }

  Incoming incoming() {
    return incoming;
  }

  Outgoing outgoing() {
    return outgoing;
  }

  /** The connection, or {@code null}. */
  Line line() {
    return line;
  }

  /** Connects, and takes over from itself if it is connected. */
  void connect(Dialect dialect, boolean clean, int expiry, int receiveMaximum) throws IOException {
    trace.add(name, "connects: %s, clean %s, expiry %d".formatted(dialect, clean, expiry));
    Line previous = line;
    Line next = new Line(port, dialect, this::take);
    next.send(dialect.connect(name, clean, expiry, receiveMaximum));
    if (previous != null) {
      ended(previous, TAKEN_OVER, TAKEN_OVER);
    }
    Packet greeting = next.greeting();
    boolean present = greeting.isSessionPresent();
    trace.add(name, "is connected, session present: " + present);
    if (greeting.code() != 0) {
      throw new AssertionError("refused with " + greeting.code());
    }
    if (present ? clean || !persistent : !clean && persistent && lasting) {
      throw new AssertionError("session present: " + present);
    }
    line = next;
    lasting = dialect == Dialect.MQTT_5 ? expiry > 0 : !clean;
    if (!present) {
      forget();
      persistent = lasting;
    }
    resume();
  }

  /** Everything unacknowledged goes out again. [MQTT-4.4.0-1] */
  private void resume() {
    outgoing
        .entries()
        .forEach(
            (id, entry) -> {
              if (entry.released) {
                line.send(line.dialect().answer(Packet.PUBREL, id, 0));
              } else if (!entry.received) {
                entry.message.transmissions++;
                line.send(line.dialect().publish(entry.message, id, true));
              }
            });
  }

  /** Reads the end of a connection, which must be as it should. */
  private void ended(Line old, int leastReason, int mostReason) throws IOException {
    int reason = old.end();
    boolean tells = old.dialect() == Dialect.MQTT_5 && leastReason > 0;
    if (tells ? reason < leastReason || reason > mostReason : reason != -1) {
      throw new AssertionError("the connection ended with " + reason);
    }
    lost();
  }

  private void lost() {
    line = null;
    subscriptions.connectionLost();
    incoming.connectionLost();
    outgoing.connectionLost();
    if (!persistent) {
      forget();
    }
  }

  private void forget() {
    subscriptions.clear();
    incoming.clear();
    outgoing.clear();
  }

  void disconnect() throws IOException {
    trace.add(name, "disconnects");
    line.send(line.dialect().disconnect());
    ended(line, 0, 0);
  }

  void cut() throws IOException {
    trace.add(name, "is cut off");
    line.cut();
    lost();
  }

  /** Sends what it must not; the server has to close the connection. */
  void misbehave(byte[] packet) throws IOException {
    line.barrier();
    trace.add(name, "sends illegal bytes " + hex(packet));
    line.send(packet, new byte[] {(byte) 0xc0, 0}); // PINGREQ, which nobody may answer
    ended(line, FIRST_ERROR, 0xff);
  }

  /** Begins a connection with anything but CONNECT. */
  void beginWrongly(byte[] packet) throws IOException {
    trace.add(name, "begins with " + hex(packet));
    Line wrong = new Line(port, Dialect.MQTT_3_1_1, this::take);
    wrong.send(packet, new byte[] {(byte) 0xc0, 0});
    if (wrong.end() != -1) {
      throw new AssertionError("an answer to no CONNECT");
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private void take(Packet packet) {
    Line from = line;
    switch (packet.type()) {
      case Packet.PUBLISH -> {
        String payload = from.dialect().payload(packet);
        trace.add(name, "gets " + payload + " with QoS " + packet.qos());
        incoming.publish(packet, payload);
      }
      case Packet.PUBACK -> {
        accepted(packet);
        outgoing.acknowledged(packet.packetId());
      }
      case Packet.PUBREC -> {
        accepted(packet);
        outgoing.received(packet.packetId());
      }
      case Packet.PUBREL -> incoming.released(packet.packetId());
      case Packet.PUBCOMP -> outgoing.completed(packet.packetId());
      case Packet.SUBACK, Packet.UNSUBACK -> {
        accepted(packet);
        trace.add(name, "has its answer " + packet.packetId());
        subscriptions.acknowledged(packet.packetId());
      }
      default -> throw new AssertionError(packet + " without reason");
    }
  }

  private void accepted(Packet packet) {
    int reason = line.dialect().reason(packet);
    if (reason >= FIRST_ERROR) {
      throw new AssertionError(packet + " says " + reason);
    }
  }

  /** Whether it has nothing more to say or to be told. */
  boolean isSettled() {
    return incoming.due().isEmpty() && outgoing.entries().isEmpty();
  }
}
