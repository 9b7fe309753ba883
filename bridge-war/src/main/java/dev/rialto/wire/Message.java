package dev.rialto.wire;

import dev.rialto.topic.TopicName;
import java.nio.charset.StandardCharsets;

/**
 * An application message, shared by everyone it goes to. It keeps its encodings, of which there are
 * two, with and without a packet identifier: a delivery copies one of them and puts in what is its
 * own. Equal when topic and payload are.
 *
 * <p>Immutable to its users, and safe to use from any thread.
 */
public final class Message {
  private final TopicName topic;
  private final Payload payload;
  private volatile byte[] withoutId;
  private volatile byte[] withId;

  /** A message of the server's own, or of an edge without MQTT packets. */
  public Message(TopicName topic, Payload payload) {
    this.topic = topic;
    this.payload = payload;
  }

  /** A message read from a PUBLISH packet, whose bytes serve as its first encoding. */
  Message(TopicName topic, Payload payload, byte[] packet, boolean hasId) {
    this(topic, payload);
    if (hasId) {
      withId = packet;
    } else {
      withoutId = packet;
    }
  }

  /** Where it was published. */
  public TopicName topic() {
    return topic;
  }

  /** What was published. */
  public Payload payload() {
    return payload;
  }

  /** About how much memory it holds, in bytes, for limits on queues. */
  public int footprint() {
    return 160 + 2 * topic.value().length() + payload.length();
  }

  /** The whole packet, to be patched by {@link PacketWriter}; the caller must not change it. */
  byte[] encoding(boolean hasId) {
    byte[] known = hasId ? withId : withoutId;
    if (known == null) {
      known = encode(hasId);
      if (hasId) {
        withId = known;
      } else {
        withoutId = known;
      }
    }
    return known;
  }

  private byte[] encode(boolean hasId) {
    byte[] name = topic.value().getBytes(StandardCharsets.UTF_8);
    int remaining = 2 + name.length + (hasId ? 2 : 0) + payload.length();
    int header = 1 + VariableByteInteger.size(remaining);
    byte[] packet = new byte[header + remaining];
    packet[0] = 0x30;
    VariableByteInteger.write(remaining, packet, 1);
    packet[header] = (byte) (name.length >> 8);
    packet[header + 1] = (byte) name.length;
    System.arraycopy(name, 0, packet, header + 2, name.length);
    payload.copyTo(packet, packet.length - payload.length());
    return packet;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Message that
        && topic.equals(that.topic)
        && payload.equals(that.payload);
  }

  @Override
  public int hashCode() {
    return 31 * topic.hashCode() + payload.hashCode();
  }

  @Override
  public String toString() {
    return "message to " + topic + ", " + payload;
  }
}
