package dev.rialto.bench;

/**
 * How many clients there are and how they are connected by topics.
 *
 * @param topics who hears whom
 * @param publishers clients that publish, each on one connection and to one topic; may be 0
 * @param subscribers clients with one subscription each; at least 1 if there are publishers
 * @param idle further clients with one subscription each, to a topic that nobody publishes to
 */
public record Shape(Topics topics, int publishers, int subscribers, int idle) {
  /** Throws {@link IllegalArgumentException} when the numbers make no scenario. */
  public Shape {
    Limits.require(publishers >= 0 && subscribers >= 0 && idle >= 0, "clients cannot be negative");
    Limits.require(publishers + subscribers + idle > 0, "there are no clients");
    Limits.require(publishers == 0 || subscribers > 0, "publishers need a subscriber");
  }

  int connections() {
    return publishers + subscribers + idle;
  }

  /** The number of different topics. */
  int topicCount() {
    return switch (topics) {
      case FAN_IN -> publishers;
      case FAN_OUT -> 1;
      case PAIRS -> Math.max(1, Math.min(publishers, subscribers));
    };
  }

  int topicOf(int publisher) {
    return publisher % topicCount();
  }

  /** The topic level that a subscriber asks for. */
  String filterOf(int subscriber) {
    return topics == Topics.FAN_IN ? "+" : Integer.toString(subscriber % topicCount());
  }

  boolean hears(int subscriber, int publisher) {
    return topics == Topics.FAN_IN || subscriber % topicCount() == topicOf(publisher);
  }

  /** How many subscribers hear a publisher. */
  int copies(int publisher) {
    return topics == Topics.FAN_IN
        ? subscribers
        : congruent(subscribers, topicOf(publisher), topicCount());
  }

  /** How many publishers a subscriber hears. */
  int heard(int subscriber) {
    return topics == Topics.FAN_IN
        ? publishers
        : congruent(publishers, subscriber % topicCount(), topicCount());
  }

  /** The place of a publisher among those that its subscribers hear, from 0. */
  int place(int publisher) {
    return topics == Topics.FAN_IN ? publisher : publisher / topicCount();
  }

  /** How many of the numbers below {@code end} leave this remainder. */
  private static int congruent(int end, int remainder, int modulus) {
    return (end - remainder + modulus - 1) / modulus;
  }
}
