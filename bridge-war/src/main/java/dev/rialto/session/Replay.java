package dev.rialto.session;

import dev.rialto.history.History;
import dev.rialto.history.Slice;
import dev.rialto.topic.TopicFilter;
import dev.rialto.wire.Message;
import java.util.function.Consumer;

/**
 * How one subscription goes from the history to what is published from then on, so that each
 * message comes once: up to some number out of the history, above it when it is published. A
 * message that is published has its number, and is in the history, before it comes here.
 */
final class Replay {
  private final TopicFilter filter;
  private final HistoryWish wish;
  private volatile long upTo = Long.MAX_VALUE; // until it has begun; written under its own lock

  Replay(TopicFilter filter, HistoryWish wish) {
    this.filter = filter;
    this.wish = wish;
  }

  /** Whether a message that is being published comes out of the history, or has come. */
  boolean has(Message message) {
    if (message.number() == 0 || message.number() > upTo || !filter.matches(message.topic())) {
      return false;
    }
    synchronized (this) { // if it is just beginning, what comes now follows
      return message.number() <= upTo;
    }
  }

  /**
   * Begins: what is published from here on follows.
   *
   * @param note gets the messages in order; called under a lock, it only notes them
   */
  synchronized Slice begin(History history, Consumer<Message> note) {
    Slice slice = wish.from(history, filter);
    slice.entries().forEach(entry -> note.accept(entry.message()));
    upTo = slice.upTo().number();
    return slice;
  }
}
