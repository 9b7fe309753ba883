package dev.rialto.wire;

import dev.rialto.topic.InvalidTopicException;
import dev.rialto.topic.TopicName;

/** What all benchmarks send. */
public final class Samples {
  private static final int PAYLOAD = 64;

  private Samples() {}

  /** 64 bytes to a topic of three levels, without an encoding yet. */
  public static Message message() throws InvalidTopicException {
    return new Message(
        TopicName.of("house/kitchen/temperature"), new Payload(new byte[PAYLOAD], 0, PAYLOAD));
  }
}
