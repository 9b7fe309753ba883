package dev.rialto.store.file;

import dev.rialto.store.Change;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Qos;
import dev.rialto.wire.Subscription;
import java.util.HashMap;
import java.util.Map;

/** What the log says of one session; and in which segment, so that cleaning can tell. */
final class SessionState {
  /** A subscription and where it is written. */
  record Subscribed(Subscription subscription, Segment segment) {}

  /** A delayed will. */
  record Will(StoredBody body, Qos qos, boolean retain, long due) {}

  /** A message that the session is owed. */
  static final class Owed {
    final StoredBody body;
    final Delivery delivery;
    final Change.Origin origin;
    int packetId;
    boolean released;

    Owed(StoredBody body, Delivery delivery, Change.Origin origin) {
      this.body = body;
      this.delivery = delivery;
      this.origin = origin;
    }
  }

  final long number;
  final Map<String, Subscribed> subscriptions = new HashMap<>();
  final Map<Long, Owed> owed = new HashMap<>();
  final Map<Integer, Segment> received = new HashMap<>();

  /** Null until its beginning is read, which may have been moved behind other entries. */
  String clientId;

  /** Where its beginning is written; null once it has ended. */
  Segment segment;

  String userName; // null for an anonymous client's
  long expiry; // seconds
  long left = EntrySink.HERE;
  Will will;

  /** It only owes what it had of shared subscriptions. */
  boolean ended;

  SessionState(long number) {
    this.number = number;
  }
}
