package dev.rialto.store.file;

import dev.rialto.store.Change;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Qos;
import dev.rialto.wire.Subscription;

/**
 * Writes the entries of a record. A body comes before whatever refers to it, by where it begins in
 * the record. {@link EntryReader} reads the same.
 */
final class EntryWriter implements EntrySink {
  static final int SESSION_BEGUN = 1;
  static final int SESSION_ENDED = 2;
  static final int RESUMED = 3;
  static final int LEFT = 4;
  static final int WILL_LEFT = 5;
  static final int WILL_GONE = 6;
  static final int SUBSCRIBED = 7;
  static final int UNSUBSCRIBED = 8;
  static final int BODY = 9;
  static final int QUEUED = 10;
  static final int SENT = 11;
  static final int RELEASED = 12;
  static final int CONSUMED = 13;
  static final int RECEIVED = 14;
  static final int COMPLETED = 15;
  static final int RETAINED = 16;
  static final int CLEARED = 17;
  static final int RETAINED_EXPIRED = 18;

  static final int QOS = 3;
  static final int RETAIN = 4;
  static final int NO_LOCAL = 8;
  static final int OFFSETS = 16; // of a subscription
  static final int SHARED = 16;
  static final int IDENTIFIERS = 32;
  static final int RELEASED_FLAG = 64;

  private final Bytes record;
  private StoredBody lastBody;
  private int lastBodyAt;

  EntryWriter(Bytes record) {
    this.record = record;
  }

  /** Writes a body; returns where its bytes begin in the record. What refers to it comes next. */
  int body(StoredBody body, byte[] bytes, int offset) {
    record.u8(BODY).number(body.deadline).u32(body.checksum).number(body.length);
    lastBody = body;
    lastBodyAt = record.size();
    record.raw(bytes, offset, body.length);
    return lastBodyAt;
  }

  private Bytes optional(String text) {
    return record.u8(text == null ? 0 : 1).text(text == null ? "" : text);
  }

  private void reference(StoredBody body) {
    if (body != lastBody) {
      throw new IllegalStateException("the body is not the last one written");
    }
    record.number(lastBodyAt);
  }

  @Override
  public void sessionBegun(long session, String clientId, String userName, long expiry, long left) {
    record.u8(SESSION_BEGUN).number(session).text(clientId).number(expiry).number(left);
    optional(userName);
  }

  @Override
  public void sessionEnded(long session) {
    record.u8(SESSION_ENDED).number(session);
  }

  @Override
  public void resumed(long session, long expiry) {
    record.u8(RESUMED).number(session).number(expiry);
  }

  @Override
  public void left(long session, long expiry, long when) {
    record.u8(LEFT).number(session).number(expiry).number(when);
  }

  @Override
  public void willLeft(long session, StoredBody will, Qos qos, boolean retain, long due) {
    record.u8(WILL_LEFT).number(session).u8(qos.value() | (retain ? RETAIN : 0)).number(due);
    reference(will);
  }

  @Override
  public void willGone(long session) {
    record.u8(WILL_GONE).number(session);
  }

  @Override
  public void subscribed(long session, String filter, Subscription subscription) {
    record.u8(SUBSCRIBED).number(session).text(filter);
    record.u8(
        subscription.qos().value()
            | (subscription.retainAsPublished() ? RETAIN : 0)
            | (subscription.noLocal() ? NO_LOCAL : 0)
            | (subscription.offsets() ? OFFSETS : 0));
    record.number(subscription.identifier());
  }

  @Override
  public void unsubscribed(long session, String filter) {
    record.u8(UNSUBSCRIBED).number(session).text(filter);
  }

  @Override
  public void queued(
      long session,
      long number,
      StoredBody body,
      Delivery delivery,
      Change.Origin origin,
      int packetId,
      boolean released) {
    var identifiers = delivery.properties().subscriptionIdentifiers();
    record.u8(QUEUED).number(session).number(number);
    reference(body);
    record.u8(
        delivery.qos().value()
            | (delivery.retain() ? RETAIN : 0)
            | (origin != null ? SHARED : 0)
            | (identifiers.isEmpty() ? 0 : IDENTIFIERS)
            | (released ? RELEASED_FLAG : 0));
    record.number(packetId);
    if (origin != null) {
      record.text(origin.filter());
      record.u8(origin.published().value() | (origin.retain() ? RETAIN : 0));
    }
    if (!identifiers.isEmpty()) {
      record.number(identifiers.size());
      identifiers.forEach(record::number);
    }
  }

  @Override
  public void sent(long session, long number, int packetId) {
    record.u8(SENT).number(session).number(number).number(packetId);
  }

  @Override
  public void released(long session, long number) {
    record.u8(RELEASED).number(session).number(number);
  }

  @Override
  public void consumed(long session, long number) {
    record.u8(CONSUMED).number(session).number(number);
  }

  @Override
  public void received(long session, int packetId) {
    record.u8(RECEIVED).number(session).number(packetId);
  }

  @Override
  public void completed(long session, int packetId) {
    record.u8(COMPLETED).number(session).number(packetId);
  }

  @Override
  public void retained(long number, StoredBody body, Qos qos, String userName, String clientId) {
    record.u8(RETAINED).number(number);
    reference(body);
    record.u8(qos.value());
    optional(userName).text(clientId);
  }

  @Override
  public void cleared(String topic) {
    record.u8(CLEARED).text(topic);
  }

  @Override
  public void retainedExpired(String topic, long number) {
    record.u8(RETAINED_EXPIRED).text(topic).number(number);
  }
}
