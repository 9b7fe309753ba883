package dev.rialto.edge.ws;

import dev.rialto.history.Slice;
import dev.rialto.topic.TopicFilter;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Qos;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

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
  private final LongSupplier clock; // nanoseconds, by which messages expire
  private final Map<TopicFilter, Replay> all = new LinkedHashMap<>(); // guarded by this
  private volatile boolean any;

  Replays(Reader reader, LongSupplier clock) {
    this.reader = reader;
    this.clock = clock;
  }

  /** One subscription; each time that it is made. */
  final class Replay implements CatchUp.Reader {
    private final TopicFilter filter;
    private final CatchUp catchUp;

    /** With QoS 1 or 2, by number; no more than may be unacknowledged. */
    private final Map<Long, Held> held = new LinkedHashMap<>();

    private final Numbers replayed = new Numbers();
    private boolean begun;

    private Replay(TopicFilter filter, CatchUp catchUp) {
      this.filter = filter;
      this.catchUp = catchUp;
    }

    @Override
    public boolean congested() {
      return reader.congested();
    }

    @Override
    public void replayed(Message message) {
      replayed.add(message.number());
      Held waiting = held.remove(message.number());
      reader.deliver(
          message, waiting == null ? message.left(PLAIN, clock.getAsLong()) : waiting.own());
    }

    @Override
    public void gap(Slice slice) {
      reader.gap(filter);
    }

    private void advance() {
      if (begun) {
        catchUp.advance(this);
        if (catchUp.isLive()) {
          release();
        }
      }
    }

    /** What the history didn't have any more. */
    private void release() {
      held.values().forEach(each -> reader.deliver(each.message(), each.own()));
      held.clear();
    }
  }

  /** A subscription is going to be made: from here on, what it brings waits. */
  synchronized Replay add(TopicFilter filter, CatchUp catchUp) {
    Replay replay = new Replay(filter, catchUp);
    Replay before = all.put(filter, replay);
    if (before != null) {
      before.release();
    }
    any = true;
    return replay;
  }

  /**
   * It is made.
   *
   * @param last how many messages of each topic to begin with; 0 to begin with an offset
   * @return whether it begins with a gap
   */
  synchronized boolean begin(Replay replay, int last) {
    replay.begun = true;
    if (last == 0) {
      return replay.catchUp.begin();
    }
    replay.catchUp.skipToLast(last);
    return false;
  }

  /** It was refused. */
  synchronized void refused(Replay replay) {
    remove(replay);
  }

  /** A subscription has ended. One that is asked for but not made is a later one. */
  synchronized void ended(TopicFilter filter) {
    Replay replay = all.get(filter);
    if (replay != null && replay.begun) {
      remove(replay);
    }
  }

  private void remove(Replay replay) {
    if (all.remove(replay.filter, replay)) {
      replay.release();
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
          if (each.replayed.has(message.number())) {
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
