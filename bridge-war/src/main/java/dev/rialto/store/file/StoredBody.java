package dev.rialto.store.file;

import dev.rialto.topic.TopicName;

/**
 * A message in the log, once for all who are owed it: the bytes of a PUBLISH of MQTT 5.0. Where it
 * is changes when its segment is cleaned; the writing thread moves it, any thread reads.
 */
final class StoredBody {
  /** Of a message that does not expire. */
  static final long NEVER = 0;

  /** A place in the log. */
  record Place(Segment segment, long offset) {}

  final TopicName topic;
  final int length;
  final int checksum;

  /** When it expires, in milliseconds since 1970, or {@link #NEVER}. */
  final long deadline;

  /** How many are owed it; the writing thread's. */
  int references;

  /** About how many bytes of the log it takes to say so; the writing thread's. */
  long entries;

  private volatile Place place;

  StoredBody(TopicName topic, int length, int checksum, long deadline) {
    this.topic = topic;
    this.length = length;
    this.checksum = checksum;
    this.deadline = deadline;
  }

  Place place() {
    return place;
  }

  void moveTo(Segment segment, long offset) {
    place = new Place(segment, offset);
  }

  boolean isIn(Segment segment) {
    return place.segment() == segment;
  }
}
