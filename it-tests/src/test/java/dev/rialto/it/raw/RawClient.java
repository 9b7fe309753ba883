package dev.rialto.it.raw;

import dev.rialto.it.Await;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** MQTT over a {@link RawSocket}, a packet at a time. */
public final class RawClient implements AutoCloseable {
  private final RawSocket socket;
  private ByteBuffer received = ByteBuffer.allocate(0);
  private final Queue<Packet> early = new ArrayDeque<>();
  private int nextId;
  private int closeCode = 1006;
  private boolean answersClose;

  /** Over a WebSocket that is open. */
  public RawClient(RawSocket socket) {
    this.socket = socket;
  }

  /** A client with a clean session and no keep alive. */
  public static RawClient connected(int port, String clientId) throws IOException {
    return connected(port, Mqtt.connect(clientId));
  }

  /** A client that has been accepted after this CONNECT. */
  public static RawClient connected(int port, byte[] connect) throws IOException {
    RawClient client = new RawClient(RawSocket.webSocket(port));
    client.send(connect);
    Packet answer = client.expect(Packet.CONNACK);
    if (answer.code() != 0) {
      throw new IOException("refused with " + answer.code());
    }
    return client;
  }

  /** From now on answers a close frame, so that a server need not wait for that. */
  public void answerClose() {
    answersClose = true;
  }

  /** The connection below. */
  public RawSocket socket() {
    return socket;
  }

  /** Sends packets in one binary message. */
  public void send(byte[]... packets) throws IOException {
    socket.binary(packets);
  }

  /** The same, to a server that may have closed the connection. */
  public void trySend(byte[]... packets) {
    try {
      send(packets);
    } catch (IOException e) {
      // so it has
    }
  }

  /** Subscribes and waits for SUBACK. */
  public void subscribe(String filter, int qos) throws IOException {
    int id = ++nextId;
    send(Mqtt.subscribe(id, filter, qos));
    Packet answer = expect(Packet.SUBACK);
    if (answer.packetId() != id || answer.code() != qos) {
      throw new IOException("not subscribed: " + answer.code());
    }
  }

  /** Publishes with QoS 1 and waits for PUBACK; messages that come before it can be read after. */
  public void publish(String topic, byte... payload) throws IOException {
    nextId = nextId % 65_535 + 1;
    send(Mqtt.publish(1, nextId, topic, payload));
    List<Packet> others = new ArrayList<>();
    Packet packet = next();
    while (packet != null && (packet.type() != Packet.PUBACK || packet.packetId() != nextId)) {
      others.add(packet);
      packet = next();
    }
    early.addAll(others);
    if (packet == null) {
      throw new IOException("not acknowledged, but closed with " + closeCode);
    }
  }

  /** The next packet, which must be of this type. */
  public Packet expect(int type) throws IOException {
    Packet packet = next();
    if (packet == null || packet.type() != type) {
      throw new IOException("no packet of type " + type + " but " + describe(packet));
    }
    return packet;
  }

  private String describe(Packet packet) {
    return packet == null ? "the end, with close code " + closeCode : packet.toString();
  }

  /** The next packet; {@code null} when the server has closed the connection. */
  public Packet next() throws IOException {
    Packet packet = early.isEmpty() ? Packet.take(received) : early.remove();
    long start = System.nanoTime();
    while (packet == null) {
      if (System.nanoTime() - start > Await.PATIENCE.toNanos()) {
        throw new SocketTimeoutException("only pings"); // which keep the socket's own from coming
      }
      Frame frame = socket.read();
      if (frame == null) {
        return null;
      }
      switch (frame.opcode()) {
        case Frame.BINARY, Frame.CONTINUATION -> append(frame.payload());
        case Frame.PING -> socket.send(Frame.of(Frame.PONG, frame.payload()));
        case Frame.CLOSE -> closed(frame);
        default -> throw new IOException("unexpected " + frame);
      }
      packet = Packet.take(received);
    }
    return packet;
  }

  private void closed(Frame frame) {
    closeCode = frame.closeCode();
    if (answersClose) {
      try {
        socket.send(Frame.of(Frame.CLOSE, frame.payload()));
      } catch (IOException e) {
        // the server has not waited for it
      }
    }
  }

  private void append(byte[] bytes) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(received.array(), received.position(), received.remaining());
    all.writeBytes(bytes);
    received = ByteBuffer.wrap(all.toByteArray());
  }

  /** Reads to the end of the connection; the close code, or 1006 without one. */
  public int readToEnd() throws IOException {
    while (next() != null) {
      // not of interest
    }
    return closeCode;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
