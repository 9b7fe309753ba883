package dev.rialto.store.file;

import dev.rialto.store.Change;
import dev.rialto.topic.InvalidTopicException;
import dev.rialto.topic.TopicName;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.MalformedPacketException;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.Qos;
import dev.rialto.wire.StoredMessage;
import dev.rialto.wire.Subscription;
import java.util.HashMap;
import java.util.Map;

/** Reads the entries of records, as {@link EntryWriter} has written them. */
final class EntryReader {
  private static final int TOPICS = 100_000;

  /** The same topic names come again and again; one copy of each will do. */
  private final Map<String, TopicName> topics = new HashMap<>();

  private SegmentReader.Found record;
  private Segment segment;
  private StoredBody body;
  private int bodyAt;

  /** Tells of everything in a record of a segment, in order. */
  void read(SegmentReader.Found found, Segment in, EntrySink sink) throws DamageException {
    record = found;
    segment = in;
    body = null;
    Fields fields = found.entries();
    try {
      while (fields.hasMore()) {
        entry(fields, sink);
      }
    } catch (InvalidTopicException | MalformedPacketException | IllegalArgumentException e) {
      throw new DamageException("its checksum is right, but its content makes no sense: " + e);
    }
  }

  private void entry(Fields in, EntrySink sink)
      throws DamageException, InvalidTopicException, MalformedPacketException {
    int kind = in.u8();
    switch (kind) {
      case EntryWriter.BODY -> body(in);
      case EntryWriter.QUEUED -> queued(in, sink);
      case EntryWriter.RETAINED -> {
        long number = in.number();
        sink.retained(number, reference(in), Qos.of(in.u8()), optional(in), in.text());
      }
      case EntryWriter.CONSUMED -> sink.consumed(in.number(), in.number());
      case EntryWriter.SENT -> sink.sent(in.number(), in.number(), in.count());
      case EntryWriter.RELEASED -> sink.released(in.number(), in.number());
      case EntryWriter.RECEIVED -> sink.received(in.number(), in.count());
      case EntryWriter.COMPLETED -> sink.completed(in.number(), in.count());
      case EntryWriter.CLEARED -> sink.cleared(in.text());
      case EntryWriter.RETAINED_EXPIRED -> sink.retainedExpired(in.text(), in.number());
      default -> session(kind, in, sink);
    }
  }

  private void session(int kind, Fields in, EntrySink sink) throws DamageException {
    long session = in.number();
    switch (kind) {
      case EntryWriter.SESSION_BEGUN -> {
        String clientId = in.text();
        long expiry = in.number();
        long left = in.number();
        sink.sessionBegun(session, clientId, optional(in), expiry, left);
      }
      case EntryWriter.SESSION_ENDED -> sink.sessionEnded(session);
      case EntryWriter.RESUMED -> sink.resumed(session, in.number());
      case EntryWriter.LEFT -> sink.left(session, in.number(), in.number());
      case EntryWriter.WILL_LEFT -> {
        int flags = in.u8();
        long due = in.number();
        sink.willLeft(session, reference(in), qos(flags), has(flags, EntryWriter.RETAIN), due);
      }
      case EntryWriter.WILL_GONE -> sink.willGone(session);
      case EntryWriter.SUBSCRIBED -> {
        String filter = in.text();
        int flags = in.u8();
        sink.subscribed(
            session,
            filter,
            new Subscription(
                qos(flags),
                has(flags, EntryWriter.NO_LOCAL),
                has(flags, EntryWriter.RETAIN),
                in.number(),
                has(flags, EntryWriter.OFFSETS)));
      }
      case EntryWriter.UNSUBSCRIBED -> sink.unsubscribed(session, in.text());
      default -> throw new DamageException("it has an entry of the unknown kind " + kind);
    }
  }

  private void body(Fields in)
      throws DamageException, InvalidTopicException, MalformedPacketException {
    long deadline = in.number();
    int checksum = in.u32();
    int length = in.count();
    bodyAt = in.skip(length);
    String name = StoredMessage.topic(in.array(), bodyAt);
    TopicName topic = topics.get(name);
    if (topic == null) {
      topic = TopicName.of(name);
      if (topics.size() < TOPICS) {
        topics.put(name, topic);
      }
    }
    body = new StoredBody(topic, length, checksum, deadline);
    body.moveTo(segment, record.offset() + bodyAt);
  }

  /** The bytes of the body that was referred to last are those of the record, from here on. */
  int bodyAt() {
    return bodyAt;
  }

  private static String optional(Fields in) throws DamageException {
    boolean there = in.u8() == 1;
    String text = in.text();
    return there ? text : null;
  }

  private StoredBody reference(Fields in) throws DamageException {
    if (in.number() != bodyAt || body == null) {
      throw new DamageException("an entry refers to a message that is not there");
    }
    return body;
  }

  private void queued(Fields in, EntrySink sink) throws DamageException {
    long session = in.number();
    long number = in.number();
    StoredBody owed = reference(in);
    int flags = in.u8();
    int packetId = in.count();
    Change.Origin origin = has(flags, EntryWriter.SHARED) ? origin(in) : null;
    Properties identifiers =
        has(flags, EntryWriter.IDENTIFIERS) ? identifiers(in) : Properties.NONE;
    Delivery delivery = Delivery.of(qos(flags), has(flags, EntryWriter.RETAIN), identifiers);
    boolean released = has(flags, EntryWriter.RELEASED_FLAG);
    sink.queued(session, number, owed, delivery, origin, packetId, released);
  }

  private static Change.Origin origin(Fields in) throws DamageException {
    String filter = in.text();
    int flags = in.u8();
    return new Change.Origin(filter, qos(flags), has(flags, EntryWriter.RETAIN));
  }

  private static Properties identifiers(Fields in) throws DamageException {
    Properties.Builder identifiers = Properties.builder();
    for (int count = in.count(); count > 0; count--) {
      identifiers.put(Property.SUBSCRIPTION_IDENTIFIER, in.number());
    }
    return identifiers.build();
  }

  private static Qos qos(int flags) {
    return Qos.of(flags & EntryWriter.QOS);
  }

  private static boolean has(int flags, int flag) {
    return (flags & flag) != 0;
  }
}
