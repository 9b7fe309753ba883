package dev.rialto.store.file;

import dev.rialto.store.Change;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Qos;
import dev.rialto.wire.Subscription;
import java.util.HashMap;
import java.util.Map;

/**
 * What the log amounts to: the live sessions and retained messages, without the messages' content.
 * Entries that refer to what is over, or is not known, change nothing. Used by one thread at a
 * time.
 */
final class Model implements EntrySink {
  /** A topic's retained message. */
  record RetainedState(long number, StoredBody body, Qos qos, String userName, String clientId) {}

  private final Map<Long, SessionState> sessions = new HashMap<>();
  private final Map<String, RetainedState> retained = new HashMap<>();
  private final LiveBytes live = new LiveBytes();
  private Segment segment;
  private boolean recovering;
  private long highest;

  /** What follows is written in that segment. */
  void at(Segment written) {
    segment = written;
  }

  /** While the log is read, the beginning of a session may come after its other entries. */
  void recovering(boolean now) {
    recovering = now;
  }

  /** All sessions by number. */
  Map<Long, SessionState> sessions() {
    return sessions;
  }

  /** All retained messages by topic. */
  Map<String, RetainedState> retained() {
    return retained;
  }

  /** How much of the log is needed. */
  LiveBytes live() {
    return live;
  }

  /** The highest number of anything. */
  long highest() {
    return highest;
  }

  private SessionState session(long number) {
    SessionState known = sessions.get(number);
    if (known == null && recovering) {
      known = new SessionState(number);
      sessions.put(number, known);
    }
    return known;
  }

  private SessionState open(long number) {
    SessionState known = session(number);
    return known == null || known.ended ? null : known;
  }

  private void note(long number) {
    highest = Math.max(highest, number);
  }

  @Override
  public void sessionBegun(long number, String clientId, String userName, long expiry, long left) {
    note(number);
    SessionState session = sessions.computeIfAbsent(number, SessionState::new);
    if (session.ended) {
      return;
    }
    if (session.segment != null) {
      live.remove(session.segment, LiveBytes.session(session.clientId));
    }
    session.clientId = clientId;
    session.userName = userName;
    session.expiry = expiry;
    session.left = left;
    session.segment = segment;
    live.add(segment, LiveBytes.session(clientId));
  }

  @Override
  public void sessionEnded(long number) {
    SessionState session = session(number);
    if (session == null) {
      return;
    }
    session.subscriptions.forEach(
        (filter, each) -> live.remove(each.segment(), LiveBytes.subscription(filter)));
    session.subscriptions.clear();
    session.received.values().forEach(each -> live.remove(each, LiveBytes.ENTRY));
    session.received.clear();
    forgetWill(session);
    session.owed.values().removeIf(owed -> owed.origin == null && release(owed));
    if (session.segment != null) {
      live.remove(session.segment, LiveBytes.session(session.clientId));
      session.segment = null; // nothing of it but messages is written again
    }
    session.ended = true;
    forgetIfOver(session);
  }

  private void forgetIfOver(SessionState session) {
    if (session.ended && session.owed.isEmpty()) {
      sessions.remove(session.number);
    }
  }

  @Override
  public void resumed(long number, long expiry) {
    SessionState session = open(number);
    if (session != null) {
      session.expiry = expiry;
      session.left = HERE;
      forgetWill(session); // [MQTT-3.1.3-9]
    }
  }

  @Override
  public void left(long number, long expiry, long when) {
    SessionState session = open(number);
    if (session != null) {
      session.expiry = expiry;
      session.left = when;
    }
  }

  @Override
  public void willLeft(long number, StoredBody body, Qos qos, boolean retain, long due) {
    SessionState session = open(number);
    if (session != null) {
      forgetWill(session);
      session.will = new SessionState.Will(keep(body), qos, retain, due);
    }
  }

  @Override
  public void willGone(long number) {
    SessionState session = open(number);
    if (session != null) {
      forgetWill(session);
    }
  }

  private void forgetWill(SessionState session) {
    if (session.will != null) {
      release(session.will.body());
      session.will = null;
    }
  }

  @Override
  public void subscribed(long number, String filter, Subscription subscription) {
    SessionState session = open(number);
    if (session != null) {
      var before =
          session.subscriptions.put(filter, new SessionState.Subscribed(subscription, segment));
      if (before != null) {
        live.remove(before.segment(), LiveBytes.subscription(filter));
      }
      live.add(segment, LiveBytes.subscription(filter));
    }
  }

  @Override
  public void unsubscribed(long number, String filter) {
    SessionState session = open(number);
    var before = session == null ? null : session.subscriptions.remove(filter);
    if (before != null) {
      live.remove(before.segment(), LiveBytes.subscription(filter));
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
    note(message);
    SessionState session = session(number);
    if (session == null || (session.ended && origin == null)) {
      return; // it raced with the session's end
    }
    var owed = new SessionState.Owed(body, delivery, origin);
    keep(body, LiveBytes.owed(delivery, origin));
    owed.packetId = packetId;
    owed.released = released;
    var before = session.owed.put(message, owed);
    if (before != null) { // cleaning was interrupted before the old one was gone
      release(before);
    }
  }

  @Override
  public void sent(long number, long message, int packetId) {
    var owed = owed(number, message);
    if (owed != null) {
      owed.packetId = packetId;
    }
  }

  @Override
  public void released(long number, long message) {
    var owed = owed(number, message);
    if (owed != null) {
      owed.released = true;
    }
  }

  private SessionState.Owed owed(long number, long message) {
    SessionState session = sessions.get(number);
    return session == null ? null : session.owed.get(message);
  }

  @Override
  public void consumed(long number, long message) {
    SessionState session = sessions.get(number);
    var owed = session == null ? null : session.owed.remove(message);
    if (owed != null) {
      release(owed);
      forgetIfOver(session);
    }
  }

  @Override
  public void received(long number, int packetId) {
    SessionState session = open(number);
    if (session != null) {
      Segment before = session.received.put(packetId, segment);
      if (before != null) {
        live.remove(before, LiveBytes.ENTRY);
      }
      live.add(segment, LiveBytes.ENTRY);
    }
  }

  @Override
  public void completed(long number, int packetId) {
    SessionState session = open(number);
    Segment before = session == null ? null : session.received.remove(packetId);
    if (before != null) {
      live.remove(before, LiveBytes.ENTRY);
    }
  }

  @Override
  public void retained(long number, StoredBody body, Qos qos, String userName, String clientId) {
    note(number);
    var before =
        retained.put(
            body.topic.value(), new RetainedState(number, keep(body), qos, userName, clientId));
    if (before != null) {
      release(before.body());
    }
  }

  @Override
  public void cleared(String topic) {
    var before = retained.remove(topic);
    if (before != null) {
      release(before.body());
    }
  }

  @Override
  public void retainedExpired(String topic, long number) {
    var known = retained.get(topic);
    if (known != null && known.number() == number) {
      cleared(topic);
    }
  }

  private StoredBody keep(StoredBody body) {
    return keep(body, LiveBytes.ENTRY);
  }

  private StoredBody keep(StoredBody body, long entry) {
    long content = body.references++ == 0 ? body.length + LiveBytes.ENTRY : 0;
    body.entries += entry;
    live.add(body.place().segment(), entry + content);
    return body;
  }

  private boolean release(SessionState.Owed owed) {
    return release(owed.body, LiveBytes.owed(owed.delivery, owed.origin));
  }

  private boolean release(StoredBody body) {
    return release(body, LiveBytes.ENTRY);
  }

  private boolean release(StoredBody body, long entry) {
    long content = --body.references == 0 ? body.length + LiveBytes.ENTRY : 0;
    body.entries -= entry;
    live.remove(body.place().segment(), entry + content);
    return true;
  }

  /** The body of a message has been written again. */
  void moved(StoredBody body, long offset) {
    long bytes = body.length + LiveBytes.ENTRY + body.entries;
    live.remove(body.place().segment(), bytes);
    body.moveTo(segment, offset);
    live.add(segment, bytes);
  }

  /** The log has been read: sessions whose beginning is not there are over. */
  void recovered() {
    recovering = false;
    for (SessionState session : Map.copyOf(sessions).values()) {
      if (session.clientId == null && !session.ended) {
        sessionEnded(session.number);
      }
    }
  }
}
