package dev.rialto.topic;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Walks the levels of a topic name or filter without splitting all of it first. */
final class Levels implements Iterator<String> {
  private static final int MAX_BYTES = 65_535;

  private final String topic;
  private int start;

  Levels(String topic) {
    this.topic = topic;
  }

  /**
   * Whether it has more bytes than the two length bytes before a string can say (section 1.5.3).
   */
  static boolean exceedLengthField(String topic) {
    return topic.length() > MAX_BYTES / 3 // a char takes three bytes at most: mostly this suffices
        && topic.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES;
  }

  @Override
  public boolean hasNext() {
    return start <= topic.length(); // a trailing '/' leaves one more, empty, level
  }

  @Override
  public String next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    int slash = topic.indexOf('/', start);
    int end = slash < 0 ? topic.length() : slash;
    String level = topic.substring(start, end);
    start = end + 1;
    return level;
  }
}
