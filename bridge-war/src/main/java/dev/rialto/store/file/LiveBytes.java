package dev.rialto.store.file;

import java.util.HashMap;
import java.util.Map;

/** About how many bytes of each segment, and of all, are still needed. */
final class LiveBytes {
  /** About what an entry takes, without a message's content. */
  static final int ENTRY = 24;

  /** About what the beginning of a session takes. */
  static final int SESSION = 64;

  private final Map<Segment, Long> bySegment = new HashMap<>();
  private long total;

  void add(Segment segment, long bytes) {
    total += bytes;
    bySegment.merge(segment, bytes, Long::sum);
  }

  void remove(Segment segment, long bytes) {
    total -= bytes;
    bySegment.computeIfPresent(segment, (key, now) -> now == bytes ? null : now - bytes);
  }

  /** Of all segments. */
  long total() {
    return total;
  }

  /** Whether nothing in a segment is needed. */
  boolean isDead(Segment segment) {
    return !bySegment.containsKey(segment);
  }
}
