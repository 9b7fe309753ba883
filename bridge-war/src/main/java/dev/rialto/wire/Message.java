package dev.rialto.wire;

import dev.rialto.topic.TopicName;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * An application message, shared by everyone it goes to. It keeps its encodings, of which there are
 * four: with and without a packet identifier, with and without properties. A delivery copies one of
 * them and puts in what is its own. Equal when topic, payload and properties are.
 *
 * <p>Immutable to its users, and safe to use from any thread.
 */
public final class Message {
  /** What stands for the moment at which a message expires that does not. */
  private static final long NEVER = Long.MIN_VALUE;

  /** What a message is about. */
  private record Content(Payload payload, Properties properties) {}

  private static final int RESIDENT_ELSEWHERE = 290; // as measured, with all that belongs to it

  private final TopicName topic;
  private final long expiry;
  private final Supplier<Message> elsewhere; // null when it has always been here
  private final int footprintElsewhere;
  private volatile Content content;
  private long number; // set before anybody else sees the message
  private volatile byte[] plain;
  private volatile byte[] plainWithId;
  private volatile byte[] rich;
  private volatile byte[] richWithId;

  /** A message of the server's own, or of an edge without MQTT packets. */
  public Message(TopicName topic, Payload payload) {
    this(topic, payload, Properties.NONE);
  }

  /**
   * A message with properties that its subscribers get: payload format, expiry, content type,
   * response topic, correlation data and user properties. [MQTT-3.3.2-4] and others
   */
  public Message(TopicName topic, Payload payload, Properties properties) {
    this(topic, payload, properties, 0);
  }

  private Message(TopicName topic, Payload payload, Properties properties, long arrival) {
    this.topic = topic;
    content = new Content(payload, properties);
    expiry = properties.has(Property.MESSAGE_EXPIRY_INTERVAL) ? arrival + life(properties) : NEVER;
    elsewhere = null;
    footprintElsewhere = 0;
  }

  private Message(TopicName topic, Supplier<Message> elsewhere, int footprint, long expiry) {
    this.topic = topic;
    this.elsewhere = elsewhere;
    footprintElsewhere = footprint;
    this.expiry = expiry;
  }

  /**
   * A message that is read when its content is needed, such as one in a store.
   *
   * @param elsewhere reads it; throws what the callers of this message's methods then get
   * @param footprint about how much memory it takes then, in bytes
   * @param expiresIn nanoseconds from {@code now}, or {@link Long#MAX_VALUE} for never
   */
  public static Message elsewhere(
      TopicName topic, Supplier<Message> elsewhere, int footprint, long expiresIn, long now) {
    long expiry = expiresIn == Long.MAX_VALUE ? NEVER : now + expiresIn;
    return new Message(topic, elsewhere, footprint, expiry);
  }

  private Content content() {
    Content here = content;
    if (here == null) {
      Message read = elsewhere.get();
      here = read.content();
      content = here;
    }
    return here;
  }

  /** Keeps the bytes of the PUBLISH that it was read from as its first encoding. */
  void readFrom(byte[] packet, boolean hasId, ProtocolVersion version) {
    keep(packet, hasId, version.hasProperties());
  }

  /**
   * The same, to expire by the clock that says {@code now} at this moment. Messages without expiry
   * don't need it.
   *
   * @param now nanoseconds
   */
  public Message arrivedAt(long now) {
    if (!expires()) {
      return this;
    }
    Message arrived = new Message(topic, payload(), properties(), now);
    arrived.plain = plain;
    arrived.plainWithId = plainWithId;
    arrived.rich = rich;
    arrived.richWithId = richWithId;
    return arrived;
  }

  /** The same without its encodings, which take memory; they are made again when needed. */
  public Message bare() {
    Message bare =
        new Message(topic, payload(), properties(), expires() ? expiry - life(properties()) : 0);
    bare.number = number;
    return bare;
  }

  /** Gives it its number; before it is handed to anybody. */
  public void number(long inHistory) {
    number = inHistory;
  }

  /** Its place among all that the history has seen; 0 when it has none. */
  public long number() {
    return number;
  }

  /** Where it was published. */
  public TopicName topic() {
    return topic;
  }

  /** What was published. */
  public Payload payload() {
    return content().payload();
  }

  /** What goes with it to every subscriber. */
  public Properties properties() {
    return content().properties();
  }

  /** Whether it ever expires. */
  public boolean expires() {
    return expiry != NEVER;
  }

  /** An interval of 0 counts as 1, the shortest that subscribers could tell from it. */
  private static long life(Properties properties) {
    return TimeUnit.SECONDS.toNanos(
        Math.max(1, properties.number(Property.MESSAGE_EXPIRY_INTERVAL, 0)));
  }

  /**
   * Nanoseconds until it expires (MQTT 5.0 section 3.3.2.3.3); negative when it has; {@link
   * Long#MAX_VALUE} for never.
   */
  public long expiresIn(long now) {
    return expires() ? expiry - now : Long.MAX_VALUE;
  }

  /** When that will be, by the clock of {@link #arrivedAt}; of a message that expires. */
  public long expiry() {
    return expiry;
  }

  /** Whether it must not be sent any more. [MQTT-3.3.2-5] */
  public boolean isExpired(long now) {
    return expiresIn(now) <= 0;
  }

  /** The delivery with the expiry interval that is left, if it has waited. [MQTT-3.3.2-6] */
  public Delivery left(Delivery own, long now) {
    if (!expires()) {
      return own;
    }
    long interval = properties().number(Property.MESSAGE_EXPIRY_INTERVAL, 0);
    long waited = TimeUnit.NANOSECONDS.toSeconds(now - (expiry - life(properties())));
    return waited == 0
        ? own
        : own.with(Properties.of(Property.MESSAGE_EXPIRY_INTERVAL, Math.max(0, interval - waited)));
  }

  /** About how much memory it holds, in bytes, for limits on queues. */
  public int footprint() {
    if (elsewhere != null) {
      return footprintElsewhere; // the same before and after it was read
    }
    int size = 160 + 2 * topic.value().length() + payload().length();
    return properties().isEmpty() ? size : size + encoding(true, true).length;
  }

  /** About how much memory it takes as long as it waits: what is elsewhere stays there. */
  public int resident() {
    return elsewhere == null ? footprint() : RESIDENT_ELSEWHERE;
  }

  /** The whole packet, to be patched by {@link PacketWriter}; the caller must not change it. */
  byte[] encoding(boolean hasId, boolean hasProperties) {
    byte[] known = hasProperties ? (hasId ? richWithId : rich) : (hasId ? plainWithId : plain);
    if (known == null) {
      known = PublishEncoder.encode(this, hasId, hasProperties);
      keep(known, hasId, hasProperties);
    }
    return known;
  }

  private void keep(byte[] packet, boolean hasId, boolean hasProperties) {
    if (hasProperties) {
      if (hasId) {
        richWithId = packet;
      } else {
        rich = packet;
      }
    } else if (hasId) {
      plainWithId = packet;
    } else {
      plain = packet;
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Message that
        && topic.equals(that.topic)
        && payload().equals(that.payload())
        && properties().equals(that.properties());
  }

  @Override
  public int hashCode() {
    return 31 * topic.hashCode() + payload().hashCode();
  }

  @Override
  public String toString() {
    return "message to "
        + topic
        + ", "
        + payload()
        + (properties().isEmpty() ? "" : ", " + properties());
  }
}
