package dev.rialto.bench;

import java.util.TreeMap;

/**
 * What one subscriber has heard of one publisher, whose messages are numbered from 0 without a gap.
 * In the good case it is one number; only where something was skipped does it remember what.
 */
final class Sequence {
  /** The answer of {@link #hear} to a message that comes after a later one. */
  static final long LATE = 0;

  /** The answer of {@link #hear} to a message that came before. */
  static final long DUPLICATE = -1;

  private long next;

  /** What was skipped: from the first number to the one behind the last. */
  private TreeMap<Long, Long> gaps;

  /**
   * Takes note of a message. The answer is by how many the highest number advanced: 1 in the good
   * case, more when others were skipped; or {@link #LATE} or {@link #DUPLICATE}.
   */
  long hear(long number) {
    if (number < next) {
      return fill(number) ? LATE : DUPLICATE;
    }
    var advance = number - next + 1;
    if (advance > 1) {
      if (gaps == null) {
        gaps = new TreeMap<>();
      }
      gaps.put(next, number);
    }
    next = number + 1;
    return advance;
  }

  private boolean fill(long number) {
    if (!isSkipped(number)) {
      return false;
    }
    var gap = gaps.floorEntry(number);
    gaps.remove(gap.getKey());
    if (gap.getKey() < number) {
      gaps.put(gap.getKey(), number);
    }
    if (number + 1 < gap.getValue()) {
      gaps.put(number + 1, gap.getValue());
    }
    return true;
  }

  private boolean isSkipped(long number) {
    var gap = gaps == null ? null : gaps.floorEntry(number);
    return gap != null && number < gap.getValue();
  }

  /** Whether this one has not come so far. */
  boolean isMissing(long number) {
    return number >= next || isSkipped(number);
  }

  /** How many of the first {@code sent} messages have not come. */
  long missing(long sent) {
    var missing = sent - next;
    if (gaps != null) {
      for (var gap : gaps.entrySet()) {
        missing += gap.getValue() - gap.getKey();
      }
    }
    return missing;
  }
}
