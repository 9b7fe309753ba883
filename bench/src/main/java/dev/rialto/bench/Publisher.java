package dev.rialto.bench;

import java.util.stream.LongStream;

/** Publishes numbered messages to one topic, as far as its window allows. */
final class Publisher implements Peer {
  /** With so many bytes unsent, publishing waits for the socket instead of filling the memory. */
  private static final int LARGEST_BACKLOG = 1 << 20;

  /** Seconds without a delivery after which a QoS 0 window is taken for lost. */
  private static final int STALL_SECONDS = 3;

  private final Connection connection;
  private final int number;
  private final byte[] topic;
  private final int copies;
  private final Flow flow;
  private final Stamp stamp;
  private final InFlight inFlight;
  private final Pace pace;
  private long sent;
  private long done;
  private long heard;
  private long heardAtTick;
  private int quietSeconds;
  private boolean queued;

  /** Copies is the number of subscribers that hear this publisher. */
  Publisher(
      Connection connection,
      int number,
      byte[] topic,
      int copies,
      Flow flow,
      Stamp stamp,
      Pace pace) {
    this.connection = connection;
    this.number = number;
    this.topic = topic;
    this.copies = copies;
    this.flow = flow;
    this.stamp = stamp;
    this.pace = pace;
    this.inFlight = flow.qos() == 0 ? null : new InFlight(flow.window(), flow.qos());
  }

  byte[] topic() {
    return topic;
  }

  /** Messages sent so far. */
  long sent() {
    return sent;
  }

  /** Messages that are done: acknowledged, or at QoS 0 sent. */
  long done() {
    return flow.qos() == 0 ? sent : done;
  }

  boolean mayPublish() {
    return connection.isReady() && connection.backlog() < LARGEST_BACKLOG && hasWindow();
  }

  private boolean hasWindow() {
    if (inFlight != null) {
      return !inFlight.isFull();
    }
    return flow.isScheduled() || (sent - flow.window() + 1) * copies <= heard;
  }

  /** Publishes the next message; its time is now, or when it was due. */
  void publish(long time) {
    var qos = flow.qos();
    var id = inFlight == null ? 0 : inFlight.begin(sent);
    var length = MqttPackets.publishLength(topic.length, qos, flow.payload());
    var at = connection.openPacket(length);
    var bytes = connection.bytes();
    at = MqttPackets.writePublish(bytes, at, topic, qos, id, flow.payload());
    stamp.write(bytes, at, number, sent, time);
    connection.sealPacket();
    sent++;
  }

  /** Subscribers have heard, or are known to have missed, so many more copies. */
  void heard(long copiesMore) {
    heard += copiesMore;
    if (inFlight == null) {
      pace.credited(this);
    }
  }

  /**
   * Once a second: at QoS 0 a window whose messages were all lost would never open again, so after
   * some seconds of silence they are written off.
   */
  void tick() {
    quietSeconds = heard == heardAtTick && !mayPublish() ? quietSeconds + 1 : 0;
    if (inFlight == null && quietSeconds >= STALL_SECONDS) {
      heard = sent * copies;
      pace.credited(this);
    }
    heardAtTick = heard;
  }

  @Override
  public void delivered(PublishView message) {
    throw new ProtocolError("a message to a client without a subscription");
  }

  @Override
  public void acknowledged(int type, int packetId) {
    if (inFlight == null) {
      throw new ProtocolError("an acknowledgement at QoS 0");
    }
    if (inFlight.acknowledge(type, packetId)) {
      done++;
      pace.credited(this);
    } else {
      connection.acknowledge(MqttPackets.PUBREL, packetId);
    }
  }

  @Override
  public void drained() {
    pace.credited(this);
  }

  /** Messages that wait for PUBACK, PUBREC or PUBCOMP. */
  int waiting() {
    return inFlight == null ? 0 : inFlight.count();
  }

  /** The numbers of the messages that the broker has not taken over. */
  LongStream unacknowledged() {
    return inFlight == null ? LongStream.empty() : inFlight.unacknowledged();
  }

  boolean isQueued() {
    return queued;
  }

  void setQueued(boolean queued) {
    this.queued = queued;
  }
}
