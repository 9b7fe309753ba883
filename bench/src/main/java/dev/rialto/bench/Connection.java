package dev.rialto.bench;

import java.io.IOException;

/**
 * One client: its opening handshakes, the frames and packets of its {@link Wire}, its {@link Peer}.
 */
final class Connection implements FrameSink, PacketSink {
  private static final int KEEP_ALIVE_SECONDS = 60;
  private static final int SUBSCRIPTION_ID = 1;
  private static final byte[] NORMAL_CLOSURE = {(byte) (1000 >> 8), (byte) 1000};

  private enum State {
    NEW,
    UPGRADING,
    GREETING,
    READY,
    LEAVING,
    ENDED
  }

  private final Lifecycle lifecycle;
  private final String clientId;
  private final boolean cleanSession;
  private final Wire wire;
  private final FrameReader frames = new FrameReader();
  private final PacketReader packets = new PacketReader();
  private Handshake handshake;
  private String user;
  private Peer peer;
  private State state = State.NEW;
  private boolean pingPending;
  private int subscriptionQos;

  /** The seed decides the masks of the frames. */
  Connection(
      EventLoop loop,
      Lifecycle lifecycle,
      String clientId,
      boolean cleanSession,
      Handshake handshake,
      int maskSeed) {
    this.lifecycle = lifecycle;
    this.clientId = clientId;
    this.cleanSession = cleanSession;
    this.handshake = handshake;
    this.wire = new Wire(loop, this, maskSeed);
  }

  /** To be called before {@link #open}. */
  void attach(Peer peer) {
    this.peer = peer;
  }

  void open(Target target) throws IOException {
    state = State.UPGRADING;
    user = target.user();
    wire.out().raw(handshake.request(target));
    wire.open(target.address());
  }

  boolean isReady() {
    return state == State.READY;
  }

  /** Bytes that the socket has not taken yet. */
  int backlog() {
    return wire.out().size();
  }

  /** When the message that is being delivered was read, by {@link System#nanoTime}. */
  long readAt() {
    return wire.readAt();
  }

  // What the peer sends: it leaves at the end of the turn.

  /** Begins a frame of one packet; its bytes go into {@link #bytes} from the index returned. */
  int openPacket(int length) {
    return wire.out().open(WebSocketFraming.BINARY, length);
  }

  byte[] bytes() {
    return wire.out().bytes();
  }

  void sealPacket() {
    wire.out().seal();
    wire.flushLater();
  }

  void acknowledge(int type, int packetId) {
    var at = openPacket(MqttPackets.ACK_LENGTH);
    MqttPackets.writeAck(bytes(), at, type, packetId);
    sealPacket();
  }

  void subscribe(String filter, int qos) {
    subscriptionQos = qos;
    send(MqttPackets.subscribe(SUBSCRIPTION_ID, filter, qos));
  }

  /** Sends a PINGREQ; that the last one is still unanswered ends the connection. */
  void ping() {
    if (state != State.READY) {
      return;
    }
    if (pingPending) {
      end("no PINGRESP [MQTT-3.12.4-1]");
      return;
    }
    pingPending = true;
    send(MqttPackets.pingreq());
  }

  /** Says DISCONNECT and closes; the broker is given the time to end it. */
  void leave() {
    if (state == State.READY) {
      send(MqttPackets.disconnect());
      frame(WebSocketFraming.CLOSE, NORMAL_CLOSURE, NORMAL_CLOSURE.length);
      state = State.LEAVING;
    }
  }

  /** Closes the socket. The reason is a fault, unless the client was leaving anyway. */
  void end(String reason) {
    if (state != State.ENDED) {
      wire.close();
      lifecycle.ended(this, state == State.LEAVING ? "" : reason);
      state = State.ENDED;
    }
  }

  private void send(byte[] packet) {
    frame(WebSocketFraming.BINARY, packet, packet.length);
  }

  private void frame(int opcode, byte[] payload, int length) {
    wire.out().frame(opcode, payload, length);
    wire.flushLater();
  }

  // What the wire calls.

  void reached() {
    wire.flushLater();
  }

  void received(byte[] in, int count) {
    var from = 0;
    if (handshake != null) {
      from = handshake.read(in, count);
      if (from < 0) {
        return;
      }
      handshake = null;
      state = State.GREETING;
      send(MqttPackets.connect(clientId, cleanSession, KEEP_ALIVE_SECONDS, user));
    }
    frames.read(in, from, count, this);
  }

  void drained() {
    peer.drained();
  }

  // What comes in frames.

  @Override
  public void data(byte[] in, int from, int to) {
    packets.read(in, from, to, this);
  }

  @Override
  public void ping(byte[] in, int length) {
    if (state != State.LEAVING) {
      frame(WebSocketFraming.PONG, in, length);
    }
  }

  @Override
  public void pong() {}

  @Override
  public void close(int code) {
    end("closed by the broker with code " + code);
  }

  // What comes in packets.

  @Override
  public void connack(int returnCode) {
    if (state != State.GREETING || returnCode != 0) {
      throw new ProtocolError("CONNACK with return code " + returnCode + " when " + state);
    }
    state = State.READY;
    lifecycle.connected(this);
  }

  @Override
  public void suback(int packetId, int returnCode) {
    if (packetId != SUBSCRIPTION_ID || returnCode != subscriptionQos) {
      throw new ProtocolError("SUBACK " + packetId + " with return code " + returnCode);
    }
    lifecycle.subscribed(this);
  }

  @Override
  public void publish(PublishView message) {
    if (state == State.READY) {
      peer.delivered(message);
    }
  }

  @Override
  public void acknowledged(int type, int packetId) {
    if (state == State.READY) {
      peer.acknowledged(type, packetId);
    }
  }

  @Override
  public void pingresp() {
    pingPending = false;
  }
}
