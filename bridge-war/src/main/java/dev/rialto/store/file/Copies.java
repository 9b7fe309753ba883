package dev.rialto.store.file;

import dev.rialto.store.Change;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Qos;
import dev.rialto.wire.Subscription;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies entries of a segment that is being cleaned, those that the model knows to be there and
 * nowhere else; as they are now, not as they were written. Used by one thread at a time.
 */
final class Copies implements EntrySink {
  /** What is to be noted when the copies are written. */
  private interface Move {
    void to(Segment segment, long recordStart);
  }

  private final Model model;
  private final Segment cleaned;
  private final EntryWriter writer;
  private final List<Move> moves = new ArrayList<>();
  private SegmentReader.Found found;
  private StoredBody last;

  Copies(Model model, Segment cleaned, Bytes record) {
    this.model = model;
    this.cleaned = cleaned;
    writer = new EntryWriter(record);
  }

  /** What comes now is read from there. */
  void from(SegmentReader.Found source) {
    found = source;
    last = null;
  }

  void written(Segment segment, long recordStart) {
    moves.forEach(move -> move.to(segment, recordStart));
  }

  /** Writes a body, unless it is the last that was written, so that an entry can refer to it. */
  private void copy(StoredBody body) {
    if (body == last) {
      return;
    }
    int source = (int) (body.place().offset() - found.offset());
    int at = writer.body(body, found.bytes(), source);
    moves.add((segment, recordStart) -> model.moved(body, recordStart + at));
    last = body;
  }

  private SessionState open(long session) {
    SessionState known = model.sessions().get(session);
    return known == null || known.ended ? null : known;
  }

  @Override
  public void sessionBegun(long number, String clientId, String userName, long expiry, long left) {
    SessionState session = open(number);
    if (session != null && session.segment == cleaned) {
      writer.sessionBegun(number, session.clientId, session.userName, session.expiry, session.left);
      moves.add(
          (segment, recordStart) ->
              model.sessionBegun(
                  number, session.clientId, session.userName, session.expiry, session.left));
    }
  }

  @Override
  public void willLeft(long number, StoredBody body, Qos qos, boolean retain, long due) {
    SessionState session = open(number);
    SessionState.Will will = session == null ? null : session.will;
    if (will != null && will.body().isIn(cleaned) && holds(will.body())) {
      copy(will.body());
      writer.willLeft(number, will.body(), will.qos(), will.retain(), will.due());
    }
  }

  /** The same client may have left another will in this segment before. */
  private boolean holds(StoredBody body) {
    long at = body.place().offset() - found.offset();
    return at > 0 && at < found.length();
  }

  @Override
  public void subscribed(long number, String filter, Subscription subscription) {
    SessionState session = open(number);
    var known = session == null ? null : session.subscriptions.get(filter);
    if (known != null && known.segment() == cleaned) {
      writer.subscribed(number, filter, known.subscription());
      moves.add((segment, recordStart) -> model.subscribed(number, filter, known.subscription()));
    }
  }

  @Override
  public void queued(
      long number,
      long message,
      StoredBody body,
      Delivery delivery,
      Change.Origin origin,
      int packetId,
      boolean released) {
    SessionState session = model.sessions().get(number);
    var owed = session == null ? null : session.owed.get(message);
    if (owed != null && owed.body.isIn(cleaned)) {
      copy(owed.body);
      writer.queued(
          number, message, owed.body, owed.delivery, owed.origin, owed.packetId, owed.released);
    }
  }

  @Override
  public void received(long number, int packetId) {
    SessionState session = open(number);
    if (session != null && session.received.get(packetId) == cleaned) {
      writer.received(number, packetId);
      moves.add((segment, recordStart) -> model.received(number, packetId));
    }
  }

  @Override
  public void retained(long number, StoredBody body, Qos qos, String userName, String clientId) {
    var known = model.retained().get(body.topic.value());
    if (known != null && known.number() == number && known.body().isIn(cleaned)) {
      copy(known.body());
      writer.retained(number, known.body(), known.qos(), known.userName(), known.clientId());
    }
  }

  // --- what has been applied to the model, and is part of what is copied ---

  @Override
  public void sessionEnded(long session) {}

  @Override
  public void resumed(long session, long expiry) {}

  @Override
  public void left(long session, long expiry, long when) {}

  @Override
  public void willGone(long session) {}

  @Override
  public void unsubscribed(long session, String filter) {}

  @Override
  public void sent(long session, long number, int packetId) {}

  @Override
  public void released(long session, long number) {}

  @Override
  public void consumed(long session, long number) {}

  @Override
  public void completed(long session, int packetId) {}

  @Override
  public void cleared(String topic) {}

  @Override
  public void retainedExpired(String topic, long number) {}
}
