package dev.rialto.store.file;

import dev.rialto.store.Change;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Qos;
import dev.rialto.wire.Subscription;

/**
 * What happens in a record, entry by entry. Times are milliseconds since 1970; expiry intervals are
 * seconds. Sessions and messages are known by their numbers.
 */
interface EntrySink {
  /** A client that is here has not left. */
  long HERE = 0;

  /**
   * A session begins.
   *
   * @param userName or {@code null}
   */
  void sessionBegun(long session, String clientId, String userName, long expiry, long left);

  void sessionEnded(long session);

  void resumed(long session, long expiry);

  void left(long session, long expiry, long when);

  void willLeft(long session, StoredBody will, Qos qos, boolean retain, long due);

  void willGone(long session);

  void subscribed(long session, String filter, Subscription subscription);

  void unsubscribed(long session, String filter);

  /**
   * A session is owed a message.
   *
   * @param origin or {@code null}
   * @param packetId that a QoS 2 message has got already, or 0
   * @param released whether PUBREC came for it
   */
  void queued(
      long session,
      long number,
      StoredBody body,
      Delivery delivery,
      Change.Origin origin,
      int packetId,
      boolean released);

  void sent(long session, long number, int packetId);

  void released(long session, long number);

  void consumed(long session, long number);

  void received(long session, int packetId);

  void completed(long session, int packetId);

  /**
   * A topic has a new retained message.
   *
   * @param userName of its author, or {@code null}
   */
  void retained(long number, StoredBody body, Qos qos, String userName, String clientId);

  void cleared(String topic);

  void retainedExpired(String topic, long number);
}
