package dev.rialto.topic;

import java.util.Iterator;

/**
 * A topic filter as a subscriber gives it (MQTT 3.1.1 section 4.7), with the share name of a shared
 * subscription taken off (MQTT 5.0 section 4.8.2, offered to every protocol version).
 *
 * @param value the whole filter as the client sent it, {@code $share/group/} included
 * @param shareName the name of the group, or {@code null} when the subscription is not shared
 * @param pattern what topic names are matched against: {@code value} without its share part
 * @param levels how many levels the pattern has
 */
public record TopicFilter(String value, String shareName, String pattern, int levels)
    implements Iterable<String> {

  /** The level that matches exactly one level of any content. */
  public static final String ANY_LEVEL = "+";

  /** The last level that matches its parent and any number of levels below. */
  public static final String ANY_DEPTH = "#";

  private static final String SHARE = "$share/";

  /** Checks a filter and takes its share name off. */
  public static TopicFilter of(String value) throws InvalidTopicException {
    if (Levels.exceedLengthField(value)) {
      throw new InvalidTopicException("a topic filter has up to 65,535 bytes [MQTT-4.7.3-3]");
    }
    if (!value.equals("$share") && !value.startsWith(SHARE)) {
      return new TopicFilter(value, null, value, check(value));
    }
    int end = value.indexOf('/', Math.min(value.length(), SHARE.length()));
    if (end < 0) {
      throw new InvalidTopicException("a shared subscription is $share/{name}/{filter}");
    }
    String name = value.substring(SHARE.length(), end);
    if (name.isEmpty() || name.indexOf('+') >= 0 || name.indexOf('#') >= 0) {
      throw new InvalidTopicException(
          "a share name has at least one character and no wildcards [MQTT-4.8.2-1]");
    }
    if (name.indexOf('\0') >= 0) {
      throw new InvalidTopicException("a topic filter has no U+0000 [MQTT-4.7.3-2]");
    }
    String pattern = value.substring(end + 1);
    return new TopicFilter(value, name, pattern, check(pattern));
  }

  private static int check(String pattern) throws InvalidTopicException {
    if (pattern.isEmpty()) {
      throw new InvalidTopicException("a topic filter has at least one character [MQTT-4.7.3-1]");
    }
    int levels = 1;
    int last = pattern.length() - 1;
    for (int i = 0; i <= last; i++) {
      switch (pattern.charAt(i)) {
        case '/' -> levels++;
        case '\0' -> throw new InvalidTopicException("a topic filter has no U+0000 [MQTT-4.7.3-2]");
        case '#' -> {
          if (i != last || !startsLevel(pattern, i)) {
            throw new InvalidTopicException("# stands alone, as the last level [MQTT-4.7.1-2]");
          }
        }
        case '+' -> {
          if (!startsLevel(pattern, i) || (i != last && pattern.charAt(i + 1) != '/')) {
            throw new InvalidTopicException("+ fills its whole level [MQTT-4.7.1-3]");
          }
        }
        default -> {}
      }
    }
    return levels;
  }

  private static boolean startsLevel(String pattern, int i) {
    return i == 0 || pattern.charAt(i - 1) == '/';
  }

  /** Whether several subscribers share the messages of this subscription. */
  public boolean isShared() {
    return shareName != null;
  }

  /** Whether the filter has a wildcard. */
  public boolean hasWildcard() {
    return pattern.indexOf('+') >= 0 || pattern.endsWith(ANY_DEPTH);
  }

  /**
   * Whether the pattern matches a name (section 4.7.1); no wildcard at its beginning matches a name
   * that begins with $ [MQTT-4.7.2-1].
   */
  public boolean matches(TopicName name) {
    if (name.isReserved() && (pattern.startsWith(ANY_LEVEL) || pattern.startsWith(ANY_DEPTH))) {
      return false;
    }
    Iterator<String> actual = name.iterator();
    for (String level : this) {
      if (level.equals(ANY_DEPTH)) {
        return true; // [MQTT-4.7.1-2]: the parent, too
      }
      if (!actual.hasNext()) {
        return false;
      }
      String next = actual.next();
      if (!level.equals(ANY_LEVEL) && !level.equals(next)) {
        return false;
      }
    }
    return !actual.hasNext();
  }

  /** The levels of the pattern from left to right. */
  @Override
  public Iterator<String> iterator() {
    return new Levels(pattern);
  }

  @Override
  public String toString() {
    return value;
  }
}
