package dev.rialto.store.file;

import dev.rialto.store.Change;
import dev.rialto.wire.Delivery;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * About how many bytes of each segment, and of all, are still needed; rather too many than too few:
 * what is counted as garbage, and is none, would be copied again and again.
 */
final class LiveBytes {
  /** About what an entry takes, without a message's content and without text. */
  static final int ENTRY = 24;

  /** About what the beginning of a session takes, without the client identifier. */
  private static final int SESSION = 64;

  /** About what the beginning of a session takes. */
  static long session(String clientId) {
    return SESSION + size(clientId);
  }

  /** About what a subscription takes. */
  static long subscription(String filter) {
    return ENTRY + size(filter);
  }

  /** About what it takes that somebody is owed a message. */
  static long owed(Delivery delivery, Change.Origin origin) {
    return ENTRY
        + (origin == null ? 0 : size(origin.filter()))
        + 4L * delivery.properties().subscriptionIdentifiers().size();
  }

  private static long size(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

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
