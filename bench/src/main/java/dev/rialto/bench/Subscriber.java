package dev.rialto.bench;

import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;

/** Hears the publishers of one subscription, acknowledges, and checks what it hears. */
final class Subscriber implements Peer {
  private final Connection connection;
  private final int number;
  private final Shape shape;
  private final int qos;
  private final Stamp stamp;
  private final Ledger ledger;
  private final Sequence[] sequences;

  /** Identifiers of QoS 2 messages whose PUBREL is still to come [MQTT-4.3.3-2]. */
  private final BitSet unreleased = new BitSet();

  Subscriber(Connection connection, int number, Shape shape, int qos, Stamp stamp, Ledger ledger) {
    this.connection = connection;
    this.number = number;
    this.shape = shape;
    this.qos = qos;
    this.stamp = stamp;
    this.ledger = ledger;
    this.sequences =
        Stream.generate(Sequence::new).limit(shape.heard(number)).toArray(Sequence[]::new);
  }

  @Override
  public void delivered(PublishView message) {
    if (message.qos == 2) {
      if (!unreleased.get(message.packetId)) {
        unreleased.set(message.packetId);
        check(message);
      }
      connection.acknowledge(MqttPackets.PUBREC, message.packetId);
      return;
    }
    check(message);
    if (message.qos == 1) {
      connection.acknowledge(MqttPackets.PUBACK, message.packetId);
    }
  }

  private void check(PublishView message) {
    var in = message.in;
    var at = message.payloadFrom;
    if (message.qos != qos || message.retain || !stamp.isIntact(in, at, message.payloadTo)) {
      ledger.damaged();
      return;
    }
    var from = Stamp.publisher(in, at);
    var publisher = ledger.publisher(from);
    var sequence = Stamp.sequence(in, at);
    if (publisher == null
        || !shape.hears(number, from)
        || !message.hasTopic(publisher.topic())
        || sequence < 0
        || sequence >= publisher.sent()) {
      ledger.damaged();
      return;
    }
    var advance = sequences[shape.place(from)].hear(sequence);
    ledger.arrived(publisher, advance, Stamp.time(in, at), connection.readAt());
  }

  @Override
  public void acknowledged(int type, int packetId) {
    if (type != MqttPackets.PUBREL || !unreleased.get(packetId)) {
      throw new ProtocolError("acknowledgement " + type + " of " + packetId + " is not awaited");
    }
    unreleased.clear(packetId);
    connection.acknowledge(MqttPackets.PUBCOMP, packetId);
  }

  @Override
  public void drained() {}

  /** How many messages did not come, of those that the broker took over. */
  long lost(List<Publisher> publishers) {
    var lost = 0L;
    for (var i = 0; i < publishers.size(); i++) {
      if (shape.hears(number, i)) {
        var publisher = publishers.get(i);
        var sequence = sequences[shape.place(i)];
        lost += sequence.missing(publisher.sent());
        if (publisher.waiting() > 0) {
          lost -= publisher.unacknowledged().filter(sequence::isMissing).count();
        }
      }
    }
    return lost;
  }
}
