package dev.rialto.topic;

import java.util.Iterator;

/**
 * A topic name as a publisher gives it (MQTT 3.1.1 section 4.7): at least one character, no
 * wildcard, no U+0000, and in UTF-8 no more bytes than the two length bytes on the wire can say.
 *
 * @param value the whole name, for example {@code house/kitchen/temperature}
 * @param levels how many levels it has; {@code /} alone has two, both empty
 */
public record TopicName(String value, int levels) implements Iterable<String> {

  /** Checks a name and counts its levels. */
  public static TopicName of(String value) throws InvalidTopicException {
    if (value.isEmpty()) {
      throw new InvalidTopicException("a topic name has at least one character [MQTT-4.7.3-1]");
    }
    if (Levels.exceedLengthField(value)) {
      throw new InvalidTopicException("a topic name has up to 65,535 bytes [MQTT-4.7.3-3]");
    }
    int levels = 1;
    for (int i = 0; i < value.length(); i++) {
      switch (value.charAt(i)) {
        case '/' -> levels++;
        case '+', '#' ->
            throw new InvalidTopicException("a topic name has no wildcards [MQTT-3.3.2-2]");
        case '\0' -> throw new InvalidTopicException("a topic name has no U+0000 [MQTT-4.7.3-2]");
        default -> {}
      }
    }
    return new TopicName(value, levels);
  }

  /** Whether the name belongs to the server, so that no leading wildcard matches it. */
  public boolean isReserved() {
    return value.charAt(0) == '$'; // [MQTT-4.7.2-1]
  }

  /** The levels from left to right. Iterative: a name may have 65,536 of them. */
  @Override
  public Iterator<String> iterator() {
    return new Levels(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
