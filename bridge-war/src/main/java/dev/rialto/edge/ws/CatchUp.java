package dev.rialto.edge.ws;

import dev.rialto.history.Entry;
import dev.rialto.history.Offset;
import dev.rialto.history.Slice;
import dev.rialto.session.Recall;
import dev.rialto.topic.TopicFilter;
import dev.rialto.topic.TopicName;
import dev.rialto.wire.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * From the history to what comes by a subscription, without a gap in between: the subscription is
 * made first, then the history goes out, as far as there is, until there is nothing more in it.
 * From then on the subscription is live, and what it brings is new if it is behind that place.
 *
 * <p>Guarded by a lock of its owner's, which messages take, too.
 */
final class CatchUp {
  /** To whom the history goes. */
  interface Reader {
    /** Whether it should wait. */
    boolean congested();

    /** The next message out of the history. */
    void replayed(Message message);

    /** There was more than the history has, or may have been; before what follows. */
    void gap(Slice slice);
  }

  private final Recall recall;
  private final List<TopicFilter> filters;
  private Offset at; // up to here, everything has come from the history
  private Iterator<Entry> backlog = Collections.emptyIterator();
  private boolean live;
  private long seen; // the highest number of what has come by the subscription

  /**
   * What comes after an offset.
   *
   * @param recall that may be read
   */
  CatchUp(Recall recall, List<TopicFilter> filters, Offset since) {
    this.recall = recall;
    this.filters = filters;
    at = since;
  }

  /**
   * Begins with the last messages of each topic instead of an offset, and what came after it.
   *
   * @param last how many that were published up to the offset
   */
  void skipToLast(int last) {
    Slice all = recall.history().after(filters, new Offset(at.epoch(), 0));
    Map<TopicName, Integer> older = new HashMap<>();
    List<Entry> kept = new ArrayList<>();
    for (int i = all.entries().size() - 1; i >= 0; i--) {
      Entry entry = all.entries().get(i);
      if (entry.number() > at.number()
          || older.merge(entry.message().topic(), 1, Integer::sum) <= last) {
        kept.add(entry);
      }
    }
    Collections.reverse(kept);
    take(new Slice(kept, false, all.upTo()));
  }

  /** Looks for the first part; returns whether there is a gap before it. */
  boolean begin() {
    Slice first = recall.history().after(filters, at);
    take(first);
    return first.gap();
  }

  /** Goes on until it is live, or the reader congested. */
  void advance(Reader reader) {
    while (!live && !reader.congested()) {
      if (backlog.hasNext()) {
        Message message = backlog.next().message();
        if (recall.mayRead(message.topic())) {
          reader.replayed(message);
        }
      } else {
        Slice next = recall.history().after(filters, at);
        if (next.gap()) {
          reader.gap(next);
        }
        take(next);
      }
    }
  }

  private void take(Slice slice) {
    at = slice.upTo();
    backlog = slice.entries().iterator();
    live = slice.entries().isEmpty();
  }

  /** Whether the history is through. */
  boolean isLive() {
    return live;
  }

  /** Whether a message that has come by the subscription is new, and to be given on. */
  boolean isNew(Message message) {
    if (!live || message.number() <= at.number()) {
      return false;
    }
    seen = Math.max(seen, message.number());
    return true;
  }

  /** Goes back to the history, which has what the engine drops for a reader that is too slow. */
  void fallBack() {
    if (live) {
      live = false;
      at = new Offset(at.epoch(), Math.max(at.number(), seen));
    }
  }
}
