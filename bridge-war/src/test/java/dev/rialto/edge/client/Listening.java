package dev.rialto.edge.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rialto.topic.InvalidTopicException;
import dev.rialto.topic.TopicFilter;
import dev.rialto.topic.TopicName;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Payload;
import dev.rialto.wire.Properties;
import java.util.ArrayList;
import java.util.List;

/** An edge that writes down what its client hears. */
public final class Listening implements ClientListener {
  private final List<String> heard = new ArrayList<>();
  private final List<Integer> packetIds = new ArrayList<>();
  private boolean congested;
  private int slowed;
  private Answer closed;

  @Override
  public void message(Message message, Delivery own) {
    String payload = new String(message.payload().toBytes(), UTF_8);
    heard.add(message.topic() + "=" + payload + (own.retain() ? " (retained)" : ""));
    if (own.packetId() > 0) {
      packetIds.add(own.packetId());
    }
  }

  @Override
  public boolean congested() {
    return congested;
  }

  @Override
  public void slowDown() {
    slowed++;
  }

  @Override
  public void closed(Answer why) {
    if (closed != null) {
      throw new AssertionError("closed twice");
    }
    closed = why;
  }

  /** Takes no more, or does again. */
  public void congested(boolean is) {
    congested = is;
  }

  /** What was heard since the last time. */
  public List<String> take() {
    List<String> taken = List.copyOf(heard);
    heard.clear();
    return taken;
  }

  /** The identifiers of what was heard with QoS 1 since the last time. */
  public List<Integer> takePacketIds() {
    List<Integer> taken = List.copyOf(packetIds);
    packetIds.clear();
    return taken;
  }

  int slowed() {
    return slowed;
  }

  /** Why it is over, or {@code null}. */
  public Answer closed() {
    return closed;
  }

  /** A message. */
  public static Message message(String topic, String payload) {
    return message(topic, payload, Properties.NONE);
  }

  /** A message with properties. */
  public static Message message(String topic, String payload, Properties properties) {
    try {
      return new Message(TopicName.of(topic), Payload.of(payload), properties);
    } catch (InvalidTopicException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** A filter. */
  public static TopicFilter filter(String value) {
    try {
      return TopicFilter.of(value);
    } catch (InvalidTopicException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
