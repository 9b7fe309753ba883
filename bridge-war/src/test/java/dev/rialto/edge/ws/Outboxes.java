package dev.rialto.edge.ws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rialto.observe.Counters;
import dev.rialto.time.ManualScheduler;
import dev.rialto.topic.InvalidTopicException;
import dev.rialto.topic.TopicName;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Payload;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Qos;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** An outbox with everything around it, and what tests put in. */
final class Outboxes {
  static final Duration STALL = Duration.ofSeconds(30);

  final ManualScheduler scheduler = new ManualScheduler();
  final Counters counters = new Counters();
  final RecordingDialogue dialogue = new RecordingDialogue();
  final FakeChannel channel;
  final Outbox outbox;

  /** With a limit of so many bytes, and messages joined up to so many. */
  Outboxes(long max, int joinUpTo, FakeChannel channel) {
    this.channel = channel;
    outbox =
        new Outbox(
            new Outbox.Terms(max, joinUpTo, STALL),
            new PacketsWaiting(joinUpTo),
            channel,
            scheduler,
            counters);
    outbox.belongsTo(dialogue::drained, dialogue::closed);
  }

  static Outboxes taking(FakeChannel.Taking taking) {
    return new Outboxes(1000, 100, new FakeChannel(taking));
  }

  /** Four bytes. */
  static Packet ack(int packetId) {
    return new Packet.PubAck(packetId);
  }

  static List<Packet> acks(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(Outboxes::ack).toList();
  }

  static Message message(String topic, String payload) {
    try {
      return new Message(TopicName.of(topic), Payload.of(payload));
    } catch (InvalidTopicException e) {
      throw new AssertionError(e);
    }
  }

  /** A message whose QoS 0 packet has that many bytes, from 5 to 129. */
  static Message sized(int bytes) {
    return message("t", "x".repeat(bytes - 5));
  }

  static Packet packet(Message message) {
    return new Packet.Publish(message, Delivery.of(Qos.AT_MOST_ONCE, false, Properties.NONE));
  }

  static String text(Message message) {
    return new String(message.payload().toBytes(), UTF_8);
  }

  void send(int first, int last) {
    acks(first, last).forEach(outbox::send);
    outbox.flush();
  }

  void deliver(Message message) {
    outbox.deliver(message, Delivery.of(Qos.AT_MOST_ONCE, false, Properties.NONE));
    outbox.flush();
  }
}
