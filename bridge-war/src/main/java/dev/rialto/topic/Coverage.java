package dev.rialto.topic;

import java.util.Iterator;

/**
 * How what two filters match is related, level by level (MQTT 3.1.1 section 4.7). A topic name is a
 * filter without wildcards here. Iterative, as everything that walks topics.
 */
final class Coverage {
  private Coverage() {}

  /** Whether the wide one matches every topic name that the narrow one matches. */
  static boolean covers(Iterable<String> wide, Iterable<String> narrow) {
    Iterator<String> ours = wide.iterator();
    Iterator<String> theirs = narrow.iterator();
    boolean first = true;
    while (ours.hasNext()) {
      String our = ours.next();
      String their = theirs.hasNext() ? theirs.next() : null;
      if (first && isWildcard(our) && isReserved(their)) { // [MQTT-4.7.2-1]
        return false;
      }
      first = false;
      if (our.equals(TopicFilter.ANY_DEPTH)) {
        return true; // also the parent level, which is all that is left when their is null
      }
      boolean same =
          our.equals(TopicFilter.ANY_LEVEL)
              ? their != null && !their.equals(TopicFilter.ANY_DEPTH)
              : our.equals(their);
      if (!same) {
        return false;
      }
    }
    return !theirs.hasNext();
  }

  /** Whether there is a topic name that both match. */
  static boolean overlap(Iterable<String> one, Iterable<String> other) {
    Iterator<String> ours = one.iterator();
    Iterator<String> theirs = other.iterator();
    boolean first = true;
    while (ours.hasNext() || theirs.hasNext()) {
      String our = ours.hasNext() ? ours.next() : null;
      String their = theirs.hasNext() ? theirs.next() : null;
      if (first
          && ((isWildcard(our) && isReserved(their)) || (isWildcard(their) && isReserved(our)))) {
        return false; // [MQTT-4.7.2-1]
      }
      first = false;
      if (TopicFilter.ANY_DEPTH.equals(our) || TopicFilter.ANY_DEPTH.equals(their)) {
        return true;
      }
      if (our == null
          || their == null
          || !(isWildcard(our) || isWildcard(their) || our.equals(their))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isWildcard(String level) {
    return TopicFilter.ANY_LEVEL.equals(level) || TopicFilter.ANY_DEPTH.equals(level);
  }

  private static boolean isReserved(String firstLevel) {
    return firstLevel != null && firstLevel.startsWith("$");
  }
}
