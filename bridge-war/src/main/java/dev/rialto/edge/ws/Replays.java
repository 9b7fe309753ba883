package dev.rialto.edge.ws;

import dev.rialto.history.Slice;
import dev.rialto.topic.TopicFilter;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Qos;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Those subscriptions of a client that have begun with the history. While one catches up, what it
 * is sent meanwhile waits for its place in the history; what it has replayed already isn't sent
 * again. Any thread may call; the lock is held while messages are put into the outbox, so that they
 * keep their order.
 */
final class Replays {
  private static final Delivery PLAIN = Delivery.of(Qos.AT_MOST_ONCE, false, Properties.NONE);

  /** Where messages go. */
  interface Reader {
    boolean congested();

    void deliver(Message message, Delivery own);

    /** The history has lost something that was to be replayed. */
    void gap(TopicFilter filter);
  }

  private record Held(Message message, Delivery own) {}

  private final Reader reader;
  private final Map<TopicFilter, Replay> all = new LinkedHashMap<>(); // guarded by this
  private volatile boolean any;

  Replays(Reader reader) {
    this.reader = reader;
  }

  /** One subscription. */
  private final class Replay implements CatchUp.Reader {
    private final TopicFilter filter;
    private final CatchUp catchUp;

    /** With QoS 1 or 2, by number; no more than may be unacknowledged. */
    private final Map<Long, Held> held = new LinkedHashMap<>();

    private final BitSet replayed = new BitSet(); // numbers, less the first
    private long first = -1;
    private boolean begun;

    Replay(TopicFilter filter, CatchUp catchUp) {
      this.filter = filter;
      this.catchUp = catchUp;
    }

    boolean hasReplayed(Message message) {
      long index = message.number() - first;
      return first >= 0 && index >= 0 && replayed.get(Math.toIntExact(index));
    }

    @Override
    public boolean congested() {
      return reader.congested();
    }

    @Override
    public void replayed(Message message) {
      first = first < 0 ? message.number() : first;
      replayed.set(Math.toIntExact(message.number() - first));
      Held waiting = held.remove(message.number());
      reader.deliver(message, waiting == null ? PLAIN : waiting.own());
    }

    @Override
    public void gap(Slice slice) {
      reader.gap(filter);
    }

    void advance() {
      if (begun) {
        catchUp.advance(this);
        if (catchUp.isLive()) {
          release();
        }
      }
    }

    /** What the history didn't have any more. */
    void release() {
      held.values().forEach(each -> reader.deliver(each.message(), each.own()));
      held.clear();
    }
  }

  /** A subscription is going to be made: from here on, what it brings waits. */
  synchronized void add(TopicFilter filter, CatchUp catchUp) {
    Replay before = all.put(filter, new Replay(filter, catchUp));
    if (before != null) {
      before.release();
    }
    any = true;
  }

  /**
   * It is made.
   *
   * @param last how many messages of each topic to begin with; 0 to begin with an offset
   * @return whether it begins with a gap
   */
  synchronized boolean begin(TopicFilter filter, int last) {
    Replay replay = all.get(filter);
    if (replay == null) { // it has ended meanwhile
      return false;
    }
    replay.begun = true;
    if (last == 0) {
      return replay.catchUp.begin();
    }
    replay.catchUp.skipToLast(last);
    return false;
  }

  /** A subscription has ended, or was refused. */
  synchronized void remove(TopicFilter filter) {
    Replay over = all.remove(filter);
    if (over != null) {
      over.release();
    }
    any = !all.isEmpty();
  }

  /** Sends what there is room for. */
  void advance() {
    if (any) {
      synchronized (this) {
        all.values().forEach(Replay::advance);
      }
    }
  }

  /** A message came by a subscription; returns whether the client has it already. */
  boolean takes(Message message, Delivery own) {
    if (!any || own.retain() || message.number() == 0) { // or no history has it
      reader.deliver(message, own);
      return false;
    }
    synchronized (this) {
      Replay catching = null;
      for (Replay each : all.values()) {
        if (each.filter.matches(message.topic())) {
          if (each.hasReplayed(message)) {
            return true;
          }
          catching = each.catchUp.isLive() ? catching : each;
        }
      }
      if (catching == null) {
        reader.deliver(message, own);
      } else if (own.packetId() > 0) { // or else it comes from the history alone
        catching.held.put(message.number(), new Held(message, own));
      }
      return false;
    }
  }
}
