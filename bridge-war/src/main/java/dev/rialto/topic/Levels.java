package dev.rialto.topic;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** Walks the levels of a topic name or filter without splitting all of it first. */
final class Levels implements Iterator<String> {
  private final String topic;
  private int start;

  Levels(String topic) {
    this.topic = topic;
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
