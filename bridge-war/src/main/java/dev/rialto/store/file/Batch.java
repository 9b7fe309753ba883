package dev.rialto.store.file;

import dev.rialto.store.Change;
import dev.rialto.store.Transaction;
import dev.rialto.time.Scheduler;
import dev.rialto.wire.Message;
import dev.rialto.wire.Packet;
import dev.rialto.wire.StoredMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Turns transactions into entries of one record, and once that is written, tells the model of them.
 * Used by one thread at a time.
 */
final class Batch {
  /** A body that is in the record, and where. */
  private record Written(StoredBody body, int at) {}

  private final Scheduler clock;
  private final Bytes record;
  private final EntryWriter writer;
  private final List<Written> bodies = new ArrayList<>();
  private final List<Runnable> effects = new ArrayList<>();
  private final EntrySink model;

  Batch(Scheduler clock, Bytes record, EntrySink model) {
    this.clock = clock;
    this.model = model;
    this.record = record;
    writer = new EntryWriter(record);
  }

  /** Begins with nothing. */
  void clear() {
    bodies.clear();
    effects.clear();
  }

  /** Whether anything has been added. */
  boolean isEmpty() {
    return effects.isEmpty();
  }

  /** Adds the entries of a transaction to the record; all of them, or none if one can't be. */
  void add(Transaction transaction) {
    int size = record.size();
    int before = bodies.size();
    int done = effects.size();
    try {
      addAll(transaction);
    } catch (RuntimeException e) {
      record.truncate(size);
      bodies.subList(before, bodies.size()).clear();
      effects.subList(done, effects.size()).clear();
      throw e;
    }
  }

  @SuppressWarnings("ReferenceEquality") // the same message, not one that says the same
  private void addAll(Transaction transaction) {
    Message last = null;
    StoredBody body = null;
    List<Change> changes = transaction.changes();
    for (int i = 0; i < changes.size(); i++) {
      Change change = changes.get(i);
      Message message = message(change);
      if (message != null && message != last) { // all who are owed it share it
        body = body(message);
        last = message;
      }
      add(change, transaction.number(i), body);
    }
  }

  private static Message message(Change change) {
    if (change instanceof Change.Queued queued) {
      return queued.message();
    }
    if (change instanceof Change.Retained retained) {
      return retained.message();
    }
    return change instanceof Change.WillLeft left ? left.will().message() : null;
  }

  private StoredBody body(Message message) {
    byte[] bytes = StoredMessage.bytes(message);
    CRC32C sum = new CRC32C();
    sum.update(bytes, 0, bytes.length);
    long deadline =
        message.expires() && message.expiresIn(clock.now()) != Long.MAX_VALUE
            ? clock.wallClock() + message.expiresIn(clock.now()) / 1_000_000
            : StoredBody.NEVER;
    StoredBody body = new StoredBody(message.topic(), bytes.length, (int) sum.getValue(), deadline);
    bodies.add(new Written(body, writer.body(body, bytes, 0)));
    return body;
  }

  private void add(Change change, long number, StoredBody body) {
    long now = clock.wallClock();
    to(writer, change, number, body, now);
    effects.add(() -> to(model, change, number, body, now));
  }

  private static void to(EntrySink sink, Change change, long number, StoredBody body, long now) {
    if (change instanceof Change.Queued queued) {
      sink.queued(queued.session(), number, body, queued.delivery(), queued.origin(), 0, false);
    } else if (change instanceof Change.Consumed consumed) {
      sink.consumed(consumed.session(), consumed.position());
    } else if (change instanceof Change.Sent sent) {
      sink.sent(sent.session(), sent.position(), sent.packetId());
    } else if (change instanceof Change.Released released) {
      sink.released(released.session(), released.position());
    } else if (change instanceof Change.Received received) {
      sink.received(received.session(), received.packetId());
    } else if (change instanceof Change.Completed completed) {
      sink.completed(completed.session(), completed.packetId());
    } else if (change instanceof Change.Retained retained) {
      sink.retained(number, body, retained.qos(), retained.userName(), retained.clientId());
    } else if (change instanceof Change.Cleared cleared) {
      sink.cleared(cleared.topic());
    } else if (change instanceof Change.RetainedExpired expired) {
      sink.retainedExpired(expired.topic(), expired.position());
    } else {
      ofSession(sink, change, number, body, now);
    }
  }

  private static void ofSession(
      EntrySink sink, Change change, long number, StoredBody body, long now) {
    if (change instanceof Change.SessionBegun begun) {
      sink.sessionBegun(
          number, begun.clientId(), begun.userName(), begun.expiry().toSeconds(), EntrySink.HERE);
    } else if (change instanceof Change.SessionEnded ended) {
      sink.sessionEnded(ended.session());
    } else if (change instanceof Change.Resumed resumed) {
      sink.resumed(resumed.session(), resumed.expiry().toSeconds());
    } else if (change instanceof Change.Left left) {
      sink.left(left.session(), left.expiry().toSeconds(), now);
    } else if (change instanceof Change.WillLeft left) {
      Packet.WillMessage will = left.will();
      sink.willLeft(left.session(), body, will.qos(), will.retain(), now + 1000 * will.delay());
    } else if (change instanceof Change.WillGone gone) {
      sink.willGone(gone.session());
    } else if (change instanceof Change.Subscribed subscribed) {
      sink.subscribed(subscribed.session(), subscribed.filter(), subscribed.subscription());
    } else if (change instanceof Change.Unsubscribed unsubscribed) {
      sink.unsubscribed(unsubscribed.session(), unsubscribed.filter());
    } else {
      throw new IllegalArgumentException(change.getClass().getName());
    }
  }

  /** The record is safe, there: the model may know. */
  void written(Segment segment, long recordStart) {
    for (Written written : bodies) {
      written.body().moveTo(segment, recordStart + written.at());
    }
    effects.forEach(Runnable::run);
  }
}
